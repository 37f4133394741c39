import { type ConnectOptions, createClientFactory } from "../../http/client-factory.ts";
import { allowedOrigin } from "../../http/origin.ts";
import type { Json } from "../../model/json.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, ProviderHost } from "../../model/provider.ts";
import { openConnection, refusedConnection } from "../../reader/described-connection.ts";
import { findCredentials } from "./credentials.ts";

function originsOf(urls: Json | undefined): (string | undefined)[] {
  return Array.isArray(urls)
    ? urls.map((url: Json) => (typeof url === "string" ? allowedOrigin(url) : undefined))
    : [];
}

/** Connects a tenant; nothing is asked of it yet. */
export async function connect(
  tenant: Tenant,
  host: ProviderHost,
  options: ConnectOptions,
): Promise<Connection> {
  const { baseUrl, auth, caFile, downloadOrigins } = tenant.config;
  const refused = (message: string) => refusedConnection({ code: "refused", message });
  const origin = typeof baseUrl === "string" ? allowedOrigin(baseUrl) : undefined;
  if (typeof baseUrl !== "string" || origin === undefined) {
    return refused("baseUrl is https, or plain http to this machine");
  }
  const further = originsOf(downloadOrigins);
  if (further.includes(undefined)) return refused("downloadOrigins are https origins");
  const clients = createClientFactory(caFile, host, options);
  if (!clients.ok) return refused(clients.problem);
  const found = findCredentials(auth, clients, host, options);
  if (!found.ok) return refusedConnection({ code: found.code, message: found.problem });
  return openConnection({
    api: clients.create([origin], found.credentials),
    downloads: clients.create(further.filter((each) => each !== undefined)),
    origin,
    basePath: new URL(baseUrl).pathname.replace(/\/+$/, ""),
    clock: options.clock,
    host,
    usage: clients.usage,
    close: clients.close,
  });
}
