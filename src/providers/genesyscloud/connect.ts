import type { HttpClient } from "../../http/exchange.ts";
import { createTokenSource } from "../../http/token-source.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, ProviderHost } from "../../model/provider.ts";
import { openConnection, refusedConnection } from "../../reader/described-connection.ts";
import { type ConnectOptions, createClientFactory } from "../client-factory.ts";
import { explain } from "./explain.ts";
import { resolveConfig } from "./tenant-config.ts";

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
  const config = resolveConfig(tenant.config, host.env);
  if (!config.ok) return refusedConnection({ code: config.code, message: config.problem });
  const clients = createClientFactory(tenant.config["caFile"], host, options);
  if (!clients.ok) return refusedConnection({ code: "refused", message: clients.problem });
  const { tokenUrl, clientId, clientSecret } = config;
  const login = clients.create([new URL(tokenUrl).origin]);
  const { clock } = options;
  const credentials = createTokenSource({ client: login, url: tokenUrl, clientId, clientSecret, clock });
  const api = clients.create([config.origin], credentials);
  const organizationId = await findOrganization(api);
  return openConnection({
    api,
    downloads: clients.create(config.downloadOrigins),
    origin: config.origin,
    surface: config.api,
    clock,
    host,
    explain,
    ...(organizationId === undefined ? {} : { organizationId }),
    usage: clients.usage,
    close: clients.close,
  });
}
