import type { ConnectOptions } from "../../http/client-factory.ts";
import type { HttpClient } from "../../http/exchange.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, ProviderHost } from "../../model/provider.ts";
import { openConnection, refusedConnection } from "../../reader/described-connection.ts";
import { createDoubts } from "./doubts.ts";
import { explain } from "./explain.ts";
import { grantedNowhere, readHeldRoles } from "./held-roles.ts";
import { once } from "./once.ts";
import { openClients } from "./open-clients.ts";
import { scopesNotGiven } from "./scopes-not-given.ts";

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
  const clients = openClients(tenant, host, options);
  if (!clients.ok) return refusedConnection(clients.reason);
  const { api, downloads, config, scopes, usage, close } = clients;
  const organizationId = await findOrganization(api);
  const roles = once(() => readHeldRoles(api, config.clientId));
  const connection = openConnection({
    api,
    downloads,
    origin: config.origin,
    surface: config.api,
    clock: options.clock,
    host,
    explain,
    doubts: createDoubts(api, roles, tenant.config["divisions"] === "granted"),
    ...(organizationId === undefined ? {} : { organizationId }),
    usage,
    close,
  });
  return {
    ...connection,
    async lacking(needs) {
      const asks = needs.permissions.length > 0 && organizationId !== undefined;
      const held = asks ? await roles() : undefined;
      return {
        permissions: held === undefined ? [] : grantedNowhere(held, needs.permissions),
        scopes: scopesNotGiven(scopes(), needs.scopes),
      };
    },
  };
}
