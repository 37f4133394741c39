import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createHttpClient } from "../../http/client.ts";
import type { HttpClock } from "../../http/clock.ts";
import { certificatesUnchecked, proxyFor } from "../../http/environment.ts";
import type { HttpClient } from "../../http/exchange.ts";
import { allowedOrigin } from "../../http/origin.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, ProviderHost } from "../../model/provider.ts";
import { openConnection, refusedConnection } from "../../reader/described-connection.ts";
import { findCredentials, tokenUrlOf } from "./credentials.ts";

/** Connects a tenant of any REST API. What the other side refuses is in the ledger of each read. */
export async function connect(tenant: Tenant, host: ProviderHost, clock: HttpClock): Promise<Connection> {
  const { baseUrl, auth, caFile } = tenant.config;
  const refuse = (message: string): Connection => refusedConnection({ code: "refused", message });
  if (certificatesUnchecked(host.env))
    return refuse("NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: unset it");
  const origin = allowedOrigin(String(baseUrl));
  if (origin === undefined)
    return refuse("baseUrl must be an https origin (plain http only to this machine)");
  const tokenUrl = tokenUrlOf(auth);
  const tokenOrigin = tokenUrl === undefined ? undefined : allowedOrigin(new URL(tokenUrl).origin);
  if (tokenUrl !== undefined && tokenOrigin === undefined)
    return refuse("tokenUrl must be https (plain http only to this machine)");
  const ca = typeof caFile === "string" ? readText(resolve(host.root, caFile)) : {};
  if (ca === undefined) return refuse("caFile cannot be read");
  const clients: HttpClient[] = [];
  const clientFor = (
    origins: readonly string[],
    more: Partial<Parameters<typeof createHttpClient>[0]> = {},
  ): HttpClient => {
    const proxy = proxyFor(origins[0] ?? origin, host.env);
    const client = createHttpClient({
      origins,
      clock,
      signal: host.signal,
      ...ca,
      ...(proxy === undefined ? {} : { proxy }),
      ...more,
    });
    clients.push(client);
    return client;
  };
  const login = tokenOrigin === undefined ? undefined : clientFor([tokenOrigin]);
  const found = findCredentials(auth, host.env, login, clock);
  const close = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()));
  };
  if ("unset" in found) {
    await close();
    const names = found.unset.join(", ");
    return refusedConnection({
      code: "unauthenticated",
      message: `The environment variable ${names} is not set`,
    });
  }
  const { credentials } = found;
  const api = clientFor([origin], credentials === undefined ? {} : { credentials });
  return openConnection({ api, downloads: clientFor([]), origin, clock, host, close });
}

function readText(path: string): { ca: string } | undefined {
  try {
    return { ca: readFileSync(path, "utf8") };
  } catch {
    return undefined;
  }
}
