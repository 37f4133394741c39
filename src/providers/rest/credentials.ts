import type { HttpClock } from "../../http/clock.ts";
import { basicAuthorization, type Credentials, fixedCredentials } from "../../http/credentials.ts";
import type { HttpClient } from "../../http/exchange.ts";
import { createTokenSource } from "../../http/token-source.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** Credentials of a tenant, the names of environment variables that are not set, or neither. */
export type FoundCredentials =
  | { readonly credentials?: Credentials; readonly login?: HttpClient }
  | { readonly unset: readonly string[] };

/** Where the token of OAuth comes from, if that is how the tenant proves itself. */
export function tokenUrlOf(auth: Json | undefined): string | undefined {
  const oauth = isJsonObject(auth) ? auth["oauth"] : undefined;
  const url = isJsonObject(oauth) ? oauth["tokenUrl"] : undefined;
  return typeof url === "string" ? url : undefined;
}

/**
 * Resolves `auth:`, which the schema has validated.
 *
 * @param login client for the origin of the token endpoint
 */
export function findCredentials(
  auth: Json | undefined,
  env: (name: string) => string | undefined,
  login: HttpClient | undefined,
  clock: HttpClock,
): FoundCredentials {
  const unset: string[] = [];
  const secret = (holder: JsonObject, key: string): string => {
    const reference = holder[key];
    const name = isJsonObject(reference) ? String(reference["env"]) : key;
    const value = env(name);
    if (value === undefined || value === "") unset.push(name);
    return value ?? "";
  };
  const credentials = isJsonObject(auth) ? build(auth, secret, login, clock) : undefined;
  if (unset.length > 0) return { unset };
  return { ...(credentials === undefined ? {} : { credentials }), ...(login === undefined ? {} : { login }) };
}

function build(
  auth: JsonObject,
  secret: (holder: JsonObject, key: string) => string,
  client: HttpClient | undefined,
  clock: HttpClock,
): Credentials | undefined {
  const { basic, header, oauth } = auth;
  if (auth["bearer"] !== undefined)
    return fixedCredentials("authorization", `Bearer ${secret(auth, "bearer")}`);
  if (isJsonObject(basic)) {
    return fixedCredentials(
      "authorization",
      basicAuthorization(secret(basic, "user"), secret(basic, "password")),
    );
  }
  if (isJsonObject(header)) return fixedCredentials(String(header["name"]), secret(header, "value"));
  if (!isJsonObject(oauth) || client === undefined) return undefined;
  return createTokenSource({
    client,
    clock,
    url: String(oauth["tokenUrl"]),
    clientId: secret(oauth, "clientId"),
    clientSecret: secret(oauth, "clientSecret"),
    ...(typeof oauth["scope"] === "string" ? { form: { scope: oauth["scope"] } } : {}),
  });
}
