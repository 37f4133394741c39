import { createHmac } from "node:crypto";

/**
 * Key of the signature. Keys of the specification are bytes in base64 after `whsec_`; any other text is a key
 * as it stands.
 *
 * @returns undefined for a `whsec_` without a key in base64
 */
export function signingKey(secret: string): Uint8Array | undefined {
  if (!secret.startsWith("whsec_")) return Buffer.from(secret, "utf8");
  const text = secret.slice("whsec_".length);
  return /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined;
}

/** Headers that prove who sent a message, when, and which one it is (Standard Webhooks, symmetric signature). */
export function signatureHeaders(
  key: Uint8Array,
  id: string,
  epoch: number,
  body: string,
): Readonly<Record<string, string>> {
  const seconds = Math.floor(epoch / 1000);
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": `v1,${signature}`,
  };
}
