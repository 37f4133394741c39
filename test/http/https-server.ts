import { readFileSync } from "node:fs";
import { createServer, type ServerOptions } from "node:https";
import type { Server, Socket } from "node:net";
import { join } from "node:path";
import { afterEach } from "vitest";
import { createHttpClient, type HttpClientOptions } from "../../src/http/client.ts";
import type { Credentials } from "../../src/http/credentials.ts";
import { fakeClock } from "./fake-clock.ts";

const folder = join(import.meta.dirname, "certificates");
export const pem = (name: string): string => readFileSync(join(folder, `${name}.pem`), "utf8");
export const ca = pem("authority");

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Listens on loopback; every connection is cut when the test ends. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** An https server with one of the certificates; it counts the requests that it got to see. */
export async function secure(certificate: string, more: ServerOptions = {}) {
  const seen: string[] = [];
  const options = { cert: pem(certificate), key: pem(`${certificate}.key`), ...more };
  const server = createServer(options, (request, response) => {
    seen.push(String(request.headers.authorization));
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"entities":[]}');
  });
  return { port: await listen(server), seen };
}

const credentials: Credentials = {
  header: async () => ({ ok: true, name: "authorization", value: "Bearer CANARY" }),
  refused: () => false,
};

export async function ask(origin: string, more: Partial<HttpClientOptions> = {}) {
  const client = createHttpClient({
    origins: [origin],
    credentials,
    clock: fakeClock(),
    limits: { connectTimeout: 200, attemptDeadline: 400 },
    signal: new AbortController().signal,
    ...more,
  });
  closing.push(client.close);
  return client.send({ method: "GET", url: "/api/v2/flows" });
}
