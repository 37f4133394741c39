import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createHttpClient } from "../../http/client.ts";
import type { HttpClock } from "../../http/clock.ts";
import { certificatesUnchecked, proxyFor } from "../../http/environment.ts";
import type { HttpClient } from "../../http/exchange.ts";
import type { HttpLimits } from "../../http/limits.ts";
import { createTokenSource } from "../../http/token-source.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, ProviderHost } from "../../model/provider.ts";
import { openConnection, refusedConnection } from "../../reader/described-connection.ts";
import { explain } from "./explain.ts";
import { resolveConfig, type TenantConfig } from "./tenant-config.ts";

/** What tests lend instead of the real thing. */
export interface ConnectOptions {
  readonly clock: HttpClock;
  readonly limits?: Partial<HttpLimits>;
}

interface Clients {
  readonly login: HttpClient;
  readonly api: HttpClient;
  readonly downloads: HttpClient;
}

function certificateAuthority(config: TenantConfig, root: string): { ca?: string } | undefined {
  if (config.caFile === undefined) return {};
  try {
    return { ca: readFileSync(resolve(root, config.caFile), "utf8") };
  } catch {
    return undefined;
  }
}

function createClients(
  config: TenantConfig,
  ca: { ca?: string },
  host: ProviderHost,
  options: ConnectOptions,
): Clients {
  const { signal } = host;
  const clientFor = (origins: readonly string[]) => {
    const proxy = proxyFor(origins[0] ?? config.origin, host.env);
    return { origins, signal, ...options, ...ca, ...(proxy === undefined ? {} : { proxy }) };
  };
  const login = createHttpClient(clientFor([new URL(config.tokenUrl).origin]));
  const { clientId, clientSecret } = config;
  const credentials = createTokenSource({
    client: login,
    url: config.tokenUrl,
    clientId,
    clientSecret,
    clock: options.clock,
  });
  const api = createHttpClient({ ...clientFor([config.origin]), credentials });
  const downloads = createHttpClient(clientFor(config.downloadOrigins));
  return { login, api, downloads };
}

/** The organisation that the token belongs to; every organisation may ask for itself. */
async function findOrganization(api: HttpClient): Promise<string | undefined> {
  const result = await api.send({ method: "GET", url: "/api/v2/organizations/me" });
  const id = result.ok && isJsonObject(result.body) ? result.body["id"] : undefined;
  return typeof id === "string" ? id : undefined;
}

/** Connects a tenant. What the other side refuses is in the ledger of each read. @throws on abort */
export async function connect(
  tenant: Tenant,
  host: ProviderHost,
  options: ConnectOptions,
): Promise<Connection> {
  if (certificatesUnchecked(host.env)) {
    const message =
      "NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: unset it; caFile adds a certificate authority";
    return refusedConnection({ code: "refused", message });
  }
  const config = resolveConfig(tenant.config, host.env);
  if (!config.ok) return refusedConnection({ code: config.code, message: config.problem });
  const ca = certificateAuthority(config, host.root);
  if (ca === undefined) return refusedConnection({ code: "refused", message: "caFile cannot be read" });
  const { login, api, downloads } = createClients(config, ca, host, options);
  const organizationId = await findOrganization(api);
  return openConnection({
    api,
    downloads,
    origin: config.origin,
    surface: config.api,
    clock: options.clock,
    host,
    explain,
    ...(organizationId === undefined ? {} : { organizationId }),
    close: async () => {
      await Promise.all([login.close(), api.close(), downloads.close()]);
    },
  });
}
