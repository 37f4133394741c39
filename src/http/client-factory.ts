import type { LookupFunction } from "node:net";
import type { Json } from "../model/json.ts";
import type { ProviderHost, RequestUsage } from "../model/provider.ts";
import { createHttpClient } from "./client.ts";
import type { HttpClock } from "./clock.ts";
import type { Credentials } from "./credentials.ts";
import { certificatesUnchecked, proxyFor } from "./environment.ts";
import type { HttpClient } from "./exchange.ts";
import type { HttpLimits } from "./limits.ts";
import { readAuthorities } from "./read-pem.ts";

/** What tests lend instead of the real thing. */
export interface ConnectOptions {
  readonly clock: HttpClock;
  readonly limits?: Partial<HttpLimits>;
  /** Finds the addresses of a name; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
}

/** What a client needs to know of the run it is for. */
export type ClientHost = Pick<ProviderHost, "env" | "root" | "signal" | "budget">;

/** Makes a tenant's clients, with the environment's proxy and the tenant's certificate authority. */
export interface ClientFactory {
  readonly ok: true;
  create(origins: readonly string[], credentials?: Credentials): HttpClient;
  /** Requests of every client made. */
  usage(): RequestUsage;
  /** Closes every client made. */
  close(): Promise<void>;
}

export interface NoClients {
  readonly ok: false;
  readonly problem: string;
}

/**
 * @param caFile PEM file, relative to the project
 * @returns why no request may be sent, where the environment or the file forbids it
 */
export function createClientFactory(
  caFile: Json | undefined,
  host: ClientHost,
  options: ConnectOptions,
): ClientFactory | NoClients {
  if (certificatesUnchecked(host.env)) {
    const hint = "unset it; caFile adds a certificate authority";
    return { ok: false, problem: `NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: ${hint}` };
  }
  const authorities = readAuthorities(caFile, host.root);
  if ("problem" in authorities) return { ok: false, ...authorities };
  const made: HttpClient[] = [];
  return {
    ok: true,
    create(origins, credentials) {
      const [origin] = origins;
      const proxy = origin === undefined ? undefined : proxyFor(origin, host.env);
      const client = createHttpClient({
        origins,
        signal: host.signal,
        ...options,
        ...(host.budget === undefined ? {} : { budget: host.budget }),
        ...(credentials === undefined ? {} : { credentials }),
        ...authorities,
        ...(proxy === undefined ? {} : { proxy }),
      });
      made.push(client);
      return client;
    },
    usage() {
      const counts = made.map((client) => client.counts());
      return {
        requests: counts.reduce((sum, { requests }) => sum + requests, 0),
        retries: counts.reduce((sum, { retries }) => sum + retries, 0),
      };
    },
    async close() {
      await Promise.all(made.map((client) => client.close()));
    },
  };
}
