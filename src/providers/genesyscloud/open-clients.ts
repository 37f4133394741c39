import { type ConnectOptions, createClientFactory } from "../../http/client-factory.ts";
import type { HttpClient } from "../../http/exchange.ts";
import { createTokenSource } from "../../http/token-source.ts";
import type { IncompleteReason } from "../../model/dataset.ts";
import type { Tenant } from "../../model/project.ts";
import type { ProviderHost, RequestUsage } from "../../model/provider.ts";
import { resolveConfig, type TenantConfig } from "./tenant-config.ts";

/** A tenant's clients; nothing was sent yet. */
export interface TenantClients {
  readonly ok: true;
  readonly config: TenantConfig;
  /** With the tenant's credentials. */
  readonly api: HttpClient;
  /** Without credentials, for result files elsewhere. */
  readonly downloads: HttpClient;
  /** What the token is good for; undefined where the login did not say. */
  scopes(): readonly string[] | undefined;
  usage(): RequestUsage;
  close(): Promise<void>;
}

/** @returns why no request may be sent, where the configuration or the environment forbids it */
export function openClients(
  tenant: Tenant,
  host: ProviderHost,
  options: ConnectOptions,
): TenantClients | { readonly ok: false; readonly reason: IncompleteReason } {
  const config = resolveConfig(tenant.config, host.env);
  if (!config.ok) return { ok: false, reason: { code: config.code, message: config.problem } };
  const clients = createClientFactory(tenant.config["caFile"], host, options);
  if (!clients.ok) return { ok: false, reason: { code: "refused", message: clients.problem } };
  const { tokenUrl, clientId, clientSecret } = config;
  const login = clients.create([new URL(tokenUrl).origin]);
  const { clock } = options;
  const credentials = createTokenSource({ client: login, url: tokenUrl, clientId, clientSecret, clock });
  return {
    ok: true,
    config,
    api: clients.create([config.origin], credentials),
    downloads: clients.create(config.downloadOrigins),
    scopes: credentials.scopes,
    usage: clients.usage,
    close: clients.close,
  };
}
