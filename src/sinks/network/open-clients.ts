import { type ClientFactory, createClientFactory, type NoClients } from "../../http/client-factory.ts";
import type { HttpLimits } from "../../http/limits.ts";
import type { Json } from "../../model/json.ts";
import { readSecret, type Secret } from "../../model/secret.ts";
import type { SinkHost } from "../../model/sink.ts";
import type { Settings } from "../settings/settings.ts";
import { guardedLookup } from "./guarded-lookup.ts";
import { permitTarget } from "./permit-target.ts";
import { sinkClock } from "./sink-clock.ts";
import type { SinkNetwork } from "./sink-network.ts";

/** An answer of a sink is short; more than this is something else. */
const maxBytes = 8 * 1024 * 1024;

export interface OpenClients extends ClientFactory {
  readonly url: string;
  /** Origin of the URL. */
  readonly origin: string;
  /** The URL without a query, to which paths that begin with a slash are added. */
  readonly base: string;
}

/** A URL may be a secret as a whole: some receivers know their senders by it. */
function readUrl(value: Json | undefined, host: SinkHost): Secret {
  return typeof value === "string" ? { ok: true, value } : readSecret(value, false, host.env);
}

/**
 * Makes clients for the URL in a setting. They send each request once: a sink knows what may be repeated, and
 * the whole batch is delivered again anyway.
 */
export function openClients(
  setting: string,
  settings: Settings,
  host: SinkHost,
  network: SinkNetwork,
): OpenClients | NoClients {
  const found = readUrl(settings.value(setting), host);
  if (!found.ok) return found;
  const url = found.value;
  const permitted = permitTarget(setting, url, host.allowedTargets);
  if (!permitted.ok) return permitted;
  if (!permitted.target.protocol.startsWith("http"))
    return { ok: false, problem: `${setting} is not an https URL` };
  const timeout = settings.milliseconds("timeout");
  const limits: Partial<HttpLimits> = {
    maxAttempts: 1,
    maxRateLimited: 1,
    attemptDeadline: timeout,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connectTimeout: Math.min(timeout, 10_000),
    maxBytes,
  };
  const lookup = guardedLookup(permitted.mayConnect, network.lookup);
  const clients = createClientFactory(settings.value("caFile"), host, {
    clock: sinkClock(host),
    limits,
    lookup,
  });
  if (!clients.ok) return clients;
  const { origin, pathname } = new URL(url);
  return { ...clients, url, origin, base: origin + pathname.replace(/\/+$/, "") };
}
