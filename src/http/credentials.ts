import type { HttpFailure, OnWait } from "./exchange.ts";

/** A header that proves who asks. */
export interface AuthHeader {
  readonly ok: true;
  readonly name: string;
  readonly value: string;
}

/** Where a client gets its proof from. */
export interface Credentials {
  /** Never throws for a refused login: the failure is the answer. */
  header(onWait?: OnWait): Promise<AuthHeader | HttpFailure>;
  /** Told that the server refused this header. @returns true when a new one can be had */
  refused(header: AuthHeader): boolean;
}

/** A header that never changes: an API key, a bearer token from the environment. */
export function fixedCredentials(name: string, value: string): Credentials {
  const header: AuthHeader = { ok: true, name: name.toLowerCase(), value };
  return { header: async () => header, refused: () => false };
}

/** Value of an `Authorization` header of the Basic scheme. */
export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}
