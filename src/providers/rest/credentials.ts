import type { ClientFactory, ConnectOptions } from "../../http/client-factory.ts";
import { basicAuthorization, type Credentials, fixedCredentials } from "../../http/credentials.ts";
import { allowedOrigin } from "../../http/origin.ts";
import { createTokenSource } from "../../http/token-source.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { ProviderHost } from "../../model/provider.ts";
import { readSecret, type Secret } from "../../model/secret.ts";

/** A tenant's credentials, or why there are none; no secret in it. */
export type FoundCredentials =
  | { readonly ok: true; readonly credentials: Credentials | undefined }
  | Extract<Secret, { ok: false }>;

function fixed(name: string, value: string): FoundCredentials {
  return { ok: true, credentials: fixedCredentials(name, value) };
}

function refused(problem: string): FoundCredentials {
  return { ok: false, code: "refused", problem };
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function oauth(
  auth: JsonObject,
  clients: ClientFactory,
  host: ProviderHost,
  options: ConnectOptions,
): FoundCredentials {
  const url = textOf(auth["tokenUrl"]);
  const origin = allowedOrigin(url);
  if (origin === undefined) return refused("tokenUrl is https, or plain http to this machine");
  const clientId = readSecret(auth["clientId"], false, host.env);
  if (!clientId.ok) return clientId;
  const clientSecret = readSecret(auth["clientSecret"], false, host.env);
  if (!clientSecret.ok) return clientSecret;
  const form = Object.fromEntries(
    ["scope", "audience"].map((name) => [name, textOf(auth[name])]).filter(([, value]) => value !== ""),
  );
  const credentials = createTokenSource({
    client: clients.create([origin]),
    url,
    clientId: clientId.value,
    clientSecret: clientSecret.value,
    form,
    clock: options.clock,
  });
  return { ok: true, credentials };
}

/** What a tenant's `auth` comes to. */
export function findCredentials(
  auth: Json | undefined,
  clients: ClientFactory,
  host: ProviderHost,
  options: ConnectOptions,
): FoundCredentials {
  if (auth === undefined) return { ok: true, credentials: undefined };
  const { bearer, basic, header, oauth: client } = isJsonObject(auth) ? auth : {};
  if (bearer !== undefined) {
    const token = readSecret(bearer, false, host.env);
    return token.ok ? fixed("authorization", `Bearer ${token.value}`) : token;
  }
  if (isJsonObject(basic)) {
    const user = readSecret(basic["user"], false, host.env);
    if (!user.ok) return user;
    const password = readSecret(basic["password"], false, host.env);
    return password.ok ? fixed("authorization", basicAuthorization(user.value, password.value)) : password;
  }
  if (isJsonObject(header)) {
    const value = readSecret(header["value"], false, host.env);
    return value.ok ? fixed(textOf(header["name"]), value.value) : value;
  }
  return isJsonObject(client) ? oauth(client, clients, host, options) : refused("auth is of an unknown kind");
}
