import { uuidFor } from "../org/uuid.ts";

/** An access token that was handed out. */
export interface Token {
  readonly value: string;
  /** The client that it was handed out to. */
  readonly clientId: string;
  /** Monotonic milliseconds. */
  readonly expires: number;
}

export interface Tokens {
  /** Seconds for which a new token is valid. */
  readonly lifetime: number;
  issue(clientId: string): Token;
  /** The token of an Authorization header; undefined when it is unknown or has expired. */
  find(authorization: string): Token | undefined;
}

/** @param clock monotonic milliseconds */
export function createTokens(seed: number, lifetime: number, clock: () => number): Tokens {
  const tokens = new Map<string, Token>();
  const issue = (clientId: string): Token => {
    const value = uuidFor(seed, "token", tokens.size).replaceAll("-", "");
    const token = { value, clientId, expires: clock() + lifetime * 1000 };
    tokens.set(value, token);
    return token;
  };
  const find = (authorization: string): Token | undefined => {
    const [, value = ""] = /^bearer ([\w-]+)$/i.exec(authorization) ?? [];
    const token = tokens.get(value);
    return token === undefined || token.expires <= clock() ? undefined : token;
  };
  return { lifetime, issue, find };
}
