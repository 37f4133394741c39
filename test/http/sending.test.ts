import { createServer } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createHttpClient } from "../../src/http/client.ts";
import type { HttpRequest } from "../../src/http/exchange.ts";
import { addressRefused } from "../../src/http/network-failure.ts";
import { fakeClock } from "./fake-clock.ts";
import { listen } from "./https-server.ts";

/** A client that sends once, before a server that answers so. */
async function start(status: number, headers: Record<string, string>, text: string) {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks));
      response.writeHead(status, headers).end(text);
    });
  });
  const client = createHttpClient({
    origins: [`http://127.0.0.1:${await listen(server)}`],
    clock: fakeClock(),
    limits: { maxAttempts: 1, maxRateLimited: 1 },
    signal: new AbortController().signal,
  });
  const send = (more: Partial<HttpRequest> = {}) => client.send({ method: "POST", url: "/", ...more });
  return { send, bodies, close: client.close };
}

describe("a request that is sent once", () => {
  it.each([429, 500, 503])("%i is not repeated; the wait that is asked for is told", async (status) => {
    const { send, bodies, close } = await start(status, { "retry-after": "9" }, "");
    expect(await send({ body: "{}" })).toMatchObject({ ok: false, status, retryAfter: 9000, attempts: 1 });
    expect(bodies).toHaveLength(1);
    await close();
  });

  it("tells no wait where waiting is no matter", async () => {
    const { send, close } = await start(404, { "retry-after": "9" }, "");
    expect(await send()).not.toHaveProperty("retryAfter");
    await close();
  });

  it("carries bytes", async () => {
    const { send, bodies, close } = await start(204, {}, "");
    const body = gzipSync('{"ü":1}');
    expect(await send({ body, headers: { "content-encoding": "gzip" } })).toMatchObject({
      ok: true,
      status: 204,
    });
    expect(gunzipSync(bodies[0]!).toString("utf8")).toBe('{"ü":1}');
    await close();
  });

  it("may want nothing but the status", async () => {
    const { send, close } = await start(200, { "content-type": "text/plain" }, "ok");
    expect(await send()).toMatchObject({ ok: false, reason: { code: "malformed-page" } });
    const result = await send({ statusOnly: true });
    expect(result).toMatchObject({ ok: true, status: 200, body: undefined });
    await close();
  });
});

it("a resolver that finds only what must not be connected to ends the request at once", async () => {
  const clock = fakeClock();
  const client = createHttpClient({
    origins: ["https://api.example.test"],
    clock,
    lookup: (_name, _options, callback) => {
      setImmediate(() => callback(Object.assign(new Error("CANARY"), { code: addressRefused }), "", 4));
    },
    signal: new AbortController().signal,
  });
  expect(await client.send({ method: "GET", url: "/" })).toMatchObject({
    ok: false,
    attempts: 1,
    reason: { code: "refused", message: "GET /: the name leads to an address that is not allowed" },
  });
  expect(clock.sleeps).toEqual([]);
  await client.close();
});

it.each(["CANARY", "proxy.example:8080", "ftp://user:CANARY@proxy.example", "://"])(
  "a proxy that is none (%s) ends the request without being quoted",
  async (proxy) => {
    const client = createHttpClient({
      origins: ["https://api.example.test"],
      clock: fakeClock(),
      proxy,
      signal: new AbortController().signal,
    });
    const result = await client.send({ method: "GET", url: "/" });
    expect(result).toMatchObject({ ok: false, attempts: 0, reason: { code: "refused" } });
    expect(JSON.stringify(result)).not.toContain("CANARY");
    await client.close();
  },
);
