import { createHash, createHmac, type Hmac, type Hash as NodeHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";

type Data = string | ArrayBuffer | ArrayBufferView;

/** A hash as Amazon's own signer wants it. */
class Sha256 {
  readonly #hash: NodeHash | Hmac;

  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytesOf(data: Data): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** Each part of a path decoded and encoded in the one way that is signed. */
function canonical(path: string): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return path
    .split("/")
    .map((part) => encode(decodeURIComponent(part)))
    .join("/");
}

const needed = ["content-md5", "host", "x-amz-content-sha256", "x-amz-date"];

/** Signs a request anew with Amazon's own signer. @returns true when that is how it was signed, with all that counts */
export async function isSigned(
  message: IncomingMessage,
  credentials: { accessKeyId: string; secretAccessKey: string },
): Promise<boolean> {
  const authorization = String(message.headers.authorization);
  const [, region = "", list = ""] =
    /Credential=[^/]+\/\d{8}\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+),/.exec(authorization) ?? [];
  const names = list.split(";");
  const sent = Object.keys(message.headers).filter(
    (name) => name.startsWith("x-amz-") || name === "if-none-match",
  );
  if (![...needed, ...sent].every((name) => names.includes(name))) return false;
  const [, y, mo, d, h, mi, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(message.headers["x-amz-date"])) ?? [];
  const signingDate = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  const signer = new SignatureV4({
    service: "s3",
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const headers = Object.fromEntries(
    names.filter((name) => name !== "x-amz-date").map((name) => [name, String(message.headers[name])]),
  );
  const { host = "" } = message.headers;
  const request = {
    method: String(message.method),
    protocol: "http:",
    hostname: host,
    path: canonical(String(message.url)),
    headers,
  };
  const signed = await signer.sign(request, { signingDate });
  const signatureOf = (text: string | undefined) => /Signature=([0-9a-f]{64})$/.exec(text ?? "")?.[1];
  const signature = signatureOf(authorization);
  return signature !== undefined && signature === signatureOf(signed.headers["authorization"]);
}
