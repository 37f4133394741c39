import { isJsonObject, type Json } from "../model/json.ts";
import type { HttpClock } from "./clock.ts";
import { type AuthHeader, basicAuthorization, type Credentials } from "./credentials.ts";
import type { HttpClient, HttpFailure, HttpRequest, OnWait } from "./exchange.ts";
import { errorCode, httpFailure } from "./failure.ts";

export interface TokenSourceOptions {
  /** Client for the login origin, without credentials of its own. */
  readonly client: HttpClient;
  /** Token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Further form fields, such as `scope` or `audience`. */
  readonly form?: Readonly<Record<string, string>>;
  readonly clock: HttpClock;
}

/** Credentials by tokens. */
export interface TokenSource extends Credentials {
  /**
   * What the tokens are good for, as the last login's answer has it (RFC 6749 §5.1); undefined where it does not say.
   */
  scopes(): readonly string[] | undefined;
}

interface Token {
  readonly header: AuthHeader;
  readonly scopes: readonly string[] | undefined;
  /** On the clock: from here on a new one is fetched first. */
  readonly refreshAt: number;
}

/** Seconds assumed when the server does not say, or says nonsense. */
const assumedLifetime = 300;
const longestLifetime = 48 * 3600;

function lifetime(value: Json | undefined): number {
  return typeof value === "number" && value > 0 ? Math.min(value, longestLifetime) : assumedLifetime;
}

/** Names separated by spaces, of the characters that RFC 6749 §3.3 allows. */
function readScopes(value: Json | undefined): readonly string[] | undefined {
  if (typeof value !== "string" || !/^[\x21\x23-\x5b\x5d-\x7e ]{1,16384}$/.test(value)) return undefined;
  const names = value.split(" ").filter((name) => name !== "");
  return names.length === 0 ? undefined : names;
}

/** Reads a token answer. @returns undefined when there is no usable bearer token in it */
function readToken(body: Json | undefined, now: number): Token | undefined {
  if (!isJsonObject(body)) return undefined;
  const token = body["access_token"];
  if (typeof token !== "string" || !/^[A-Za-z0-9._~+/-]{1,16384}=*$/.test(token)) return undefined;
  const seconds = lifetime(body["expires_in"]);
  const ahead = Math.min(60, seconds / 2);
  const header: AuthHeader = { ok: true, name: "authorization", value: `Bearer ${token}` };
  return { header, scopes: readScopes(body["scope"]), refreshAt: now + (seconds - ahead) * 1000 };
}

function refusal(failure: HttpFailure): HttpFailure {
  const { status } = failure;
  if (status === undefined || status < 400 || status >= 500 || status === 408 || status === 429)
    return failure;
  const code = errorCode(failure.body);
  const message = `The login was refused: ${status}${code === undefined ? "" : ` (${code})`}`;
  return httpFailure("unauthenticated", message, { ...failure.reason, status, attempts: failure.attempts });
}

/**
 * OAuth 2 client credentials: logs in when first asked, again ahead of expiry, and once more when the API
 * refuses a token; however many readers wait, one login serves them all. A refused login is final.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { client, clock } = options;
  const form = new URLSearchParams({ grant_type: "client_credentials", ...options.form });
  const request: HttpRequest = {
    method: "POST",
    url: options.url,
    headers: {
      authorization: basicAuthorization(options.clientId, options.clientSecret),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: form.toString(),
  };
  let current: Token | undefined;
  let pending: Promise<AuthHeader | HttpFailure> | undefined;
  let denied: HttpFailure | undefined;

  async function logIn(onWait: OnWait | undefined): Promise<AuthHeader | HttpFailure> {
    const result = await client.send(request, onWait);
    if (!result.ok) {
      const failure = refusal(result);
      if (failure.reason.code === "unauthenticated") denied = failure;
      return failure;
    }
    current = readToken(result.body, clock.now());
    return current?.header ?? httpFailure("unauthenticated", "The login's answer holds no usable token");
  }

  return {
    async header(onWait) {
      if (denied !== undefined) return denied;
      if (current !== undefined && clock.now() < current.refreshAt) return current.header;
      pending ??= logIn(onWait).finally(() => {
        pending = undefined;
      });
      return pending;
    },
    refused(header) {
      if (current?.header.value === header.value) current = undefined;
      return true;
    },
    scopes: () => current?.scopes,
  };
}
