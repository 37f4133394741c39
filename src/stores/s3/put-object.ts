import { createHash } from "node:crypto";
import type { Transport } from "../../http/transport.ts";
import { untilAborted } from "../../http/until-aborted.ts";
import type { StoredObject } from "./object-of.ts";
import type { S3Settings } from "./read-settings.ts";
import type { Answer } from "./s3-failure.ts";

/** The text of an error is short; more than this is something else. */
const longestText = 64 * 1024;

interface Sending {
  readonly settings: S3Settings;
  readonly dispatcher: Awaited<ReturnType<Transport["dispatcher"]>>;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** A request for an object, signed with its content: what arrives is what was sent, or it is refused. */
async function sign({ key, body }: StoredObject, { settings, now }: Sending) {
  const { AwsV4Signer } = await import("./aws4fetch.ts");
  const hash = (name: string) => createHash(name).update(body);
  const signer = new AwsV4Signer({
    method: "PUT",
    url: settings.base + key.split("/").map(encodeURIComponent).join("/"),
    headers: {
      "content-type": "application/gzip",
      "content-md5": hash("md5").digest("base64"),
      "x-amz-content-sha256": hash("sha256").digest("hex"),
      ...(settings.overwrite ? {} : { "if-none-match": "*" }),
    },
    ...settings.credentials,
    service: "s3",
    region: settings.region,
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ""),
  });
  const { url, headers } = await signer.sign();
  return { url, headers: Object.fromEntries(headers) };
}

function textOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}

/** The beginning of a body; all of it is taken in, so that the connection can be used again. */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > longestText) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Sends an object once. @throws what the connection or the signal throws */
export async function putObject(object: StoredObject, sending: Sending): Promise<Answer> {
  const { dispatcher, signal } = sending;
  const { url, headers } = await sign(object, sending);
  const { request } = await import("../../http/undici.ts");
  const sent = request(url, { method: "PUT", headers, body: object.body, dispatcher, signal });
  const { statusCode: status, headers: answered, body } = await untilAborted(sent, signal);
  const text = await untilAborted(readText(body), signal);
  const code = /<Code>([A-Za-z][A-Za-z0-9]{0,60})<\/Code>/.exec(text)?.[1];
  return {
    status,
    headers: Object.fromEntries(Object.entries(answered).map(([name, value]) => [name, textOf(value)])),
    ...(code === undefined ? {} : { code }),
  };
}
