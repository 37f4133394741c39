import { allowedOrigin, isLoopback } from "../../http/origin.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { readSecret } from "../../model/secret.ts";
import { type SurfaceName, surfaces } from "./config-schema.ts";
import { regions } from "./regions.ts";

/** A tenant's configuration, resolved. */
export interface TenantConfig {
  readonly ok: true;
  readonly api: SurfaceName;
  /** Origin of the API. */
  readonly origin: string;
  /** Token endpoint. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly downloadOrigins: readonly string[];
}

/** Why a tenant cannot be connected to; no secret in it. */
export interface ConfigProblem {
  readonly ok: false;
  readonly code: "unauthenticated" | "refused";
  readonly problem: string;
}

function problem(code: ConfigProblem["code"], text: string): ConfigProblem {
  return { ok: false, code, problem: text };
}

/** Name of the surface that a tenant is read over. */
export function surfaceOf(config: JsonObject): SurfaceName {
  return surfaces.find((name) => name === config["api"]) ?? "platform";
}

function hosts(config: JsonObject): { origin: string; login: string } | undefined {
  const { region, baseUrl, loginUrl } = config;
  const domain = typeof region === "string" && Object.hasOwn(regions, region) ? regions[region] : undefined;
  if (domain !== undefined) return { origin: `https://api.${domain}`, login: `https://login.${domain}` };
  if (typeof baseUrl !== "string" || typeof loginUrl !== "string") return undefined;
  const origin = allowedOrigin(baseUrl);
  return origin === undefined || allowedOrigin(loginUrl) === undefined
    ? undefined
    : { origin, login: loginUrl };
}

/**
 * Resolves a tenant's configuration.
 *
 * @param env reads an environment variable
 */
export function resolveConfig(
  config: JsonObject,
  env: (name: string) => string | undefined,
): TenantConfig | ConfigProblem {
  const found = hosts(config);
  if (found === undefined) {
    return problem(
      "refused",
      "A tenant needs a region, or baseUrl and loginUrl with https (plain http only to this machine)",
    );
  }
  const local = isLoopback(new URL(found.origin).hostname) && isLoopback(new URL(found.login).hostname);
  const credentials = isJsonObject(config["credentials"]) ? config["credentials"] : {};
  const clientId = readSecret(credentials["clientId"], local, env);
  if (!clientId.ok) return clientId;
  const clientSecret = readSecret(credentials["clientSecret"], local, env);
  if (!clientSecret.ok) return clientSecret;
  const downloads = Array.isArray(config["downloadOrigins"]) ? config["downloadOrigins"] : [];
  const downloadOrigins = downloads.map((url: Json) =>
    typeof url === "string" ? allowedOrigin(url) : undefined,
  );
  if (downloadOrigins.includes(undefined)) return problem("refused", "downloadOrigins are https origins");
  return {
    ok: true,
    api: surfaceOf(config),
    origin: found.origin,
    tokenUrl: tokenUrl(found.login),
    clientId: clientId.value,
    clientSecret: clientSecret.value,
    downloadOrigins: downloadOrigins.filter((origin) => origin !== undefined),
  };
}

/** A login URL may be the host alone or the endpoint itself. */
function tokenUrl(login: string): string {
  const url = new URL(login);
  if (!url.pathname.endsWith("/oauth/token")) url.pathname = `${url.pathname.replace(/\/$/, "")}/oauth/token`;
  return url.href;
}
