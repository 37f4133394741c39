import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { gunzipSync } from "node:zlib";
import { isSigned } from "./s3-signature.ts";

export const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret/of+the=tests" };

/** Answers instead of the service. @returns false to let it answer */
type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface S3Server {
  readonly port: number;
  /** Every object that was put, as host and path. */
  readonly seen: readonly string[];
  fault: Fault | undefined;
  /** Every object of a bucket with its text, by key. */
  objects(bucket: string): [string, string][];
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** Host below which each bucket has its own. */
  readonly domain?: string;
  readonly tls?: { key: string; cert: string };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts);
}

/** Bucket and key that a request is for. */
function addressed({ headers, url }: IncomingMessage, domain: string | undefined): [string, string] {
  const host = String(headers.host).replace(/:\d+$/, "");
  const path = decodeURIComponent(String(url).slice(1));
  if (domain !== undefined && host.endsWith(`.${domain}`)) return [host.slice(0, -domain.length - 1), path];
  const end = path.indexOf("/");
  return [path.slice(0, end), path.slice(end + 1)];
}

/** Why Amazon would refuse an object. */
async function refusal(message: IncomingMessage, body: Uint8Array): Promise<[number, string] | undefined> {
  const hash = (name: string) => createHash(name).update(body);
  const { headers } = message;
  if (!String(headers.authorization).includes(`Credential=${credentials.accessKeyId}/`))
    return [403, "InvalidAccessKeyId"];
  if (!(await isSigned(message, credentials))) return [403, "SignatureDoesNotMatch"];
  if (headers["x-amz-content-sha256"] !== hash("sha256").digest("hex"))
    return [400, "XAmzContentSHA256Mismatch"];
  if (headers["content-md5"] !== hash("md5").digest("base64")) return [400, "BadDigest"];
  return undefined;
}

/**
 * What of S3 a store needs, as Amazon describes it: signatures are verified (by Amazon's own signer), content is
 * what was signed, an object is there whole or not at all, and `If-None-Match: *` is kept.
 */
export async function s3Server(buckets: readonly string[], options: Options = {}): Promise<S3Server> {
  const stored = new Map(buckets.map((name) => [name, new Map<string, Buffer>()]));
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  let port = 0;
  let listening: Server | undefined;

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(message);
    seen.push(`${message.headers.host}${message.url}`);
    if (server.fault?.(message, response) === true) return;
    const [bucket, key] = addressed(message, options.domain);
    const objects = stored.get(bucket);
    const exists = message.headers["if-none-match"] === "*" && objects?.has(key) === true;
    const refused =
      (await refusal(message, body)) ??
      (objects === undefined ? [404, "NoSuchBucket"] : undefined) ??
      (message.method === "PUT" ? undefined : [405, "MethodNotAllowed"]) ??
      (exists ? [412, "PreconditionFailed"] : undefined);
    if (refused !== undefined) {
      response.writeHead(Number(refused[0]), { "content-type": "application/xml" });
      response.end(`<?xml version="1.0"?><Error><Code>${refused[1]}</Code><Message>m</Message></Error>`);
      return;
    }
    objects?.set(key, body);
    response.writeHead(200, { etag: `"${createHash("md5").update(body).digest("hex")}"` }).end();
  };
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    // A client that was killed: what it had not sent whole is nothing.
    handle(message, response).catch(() => response.destroy());
  };

  const server: S3Server = {
    get port() {
      return port;
    },
    seen,
    fault: undefined,
    objects: (bucket) =>
      Array.from(stored.get(bucket) ?? [], ([key, body]) => [key, gunzipSync(body).toString("utf8")]),
    async start() {
      const made =
        options.tls === undefined ? createServer(listener) : createSecureServer(options.tls, listener);
      made.on("connection", (socket: Socket) => sockets.add(socket));
      await new Promise<void>((resolve) => {
        made.listen(port, "127.0.0.1", resolve);
      });
      port = (made.address() as AddressInfo).port;
      listening = made;
    },
    async stop() {
      const stopped = new Promise((resolve) => listening?.close(resolve));
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
  await server.start();
  return server;
}
