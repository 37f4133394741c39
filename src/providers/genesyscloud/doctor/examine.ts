import type { ConnectOptions } from "../../../http/client-factory.ts";
import { proxyFor } from "../../../http/environment.ts";
import type { HttpClient, HttpResult } from "../../../http/exchange.ts";
import { parseImfDate } from "../../../http/imf-date.ts";
import { isJsonObject } from "../../../model/json.ts";
import type { Tenant } from "../../../model/project.ts";
import type { Probe, ProviderHost } from "../../../model/provider.ts";
import { readIndexState, trackingPermission } from "../dependency-index.ts";
import { openClients, type TenantClients } from "../open-clients.ts";
import { examinePermissions } from "./examine-permissions.ts";

/** Milliseconds by which the clocks may differ. */
const tolerated = 300_000;

function hosts({ config }: TenantClients, host: ProviderHost): Probe {
  const proxy = proxyFor(config.origin, host.env);
  const through = proxy === undefined ? "directly" : `through the proxy ${new URL(proxy).host}`;
  const login = new URL(config.tokenUrl).origin;
  return { what: "hosts", state: "ok", found: `${config.origin} and ${login}, ${through}.` };
}

function login(answer: HttpResult): Probe {
  if (answer.ok) return { what: "login", state: "ok", found: "The credentials are accepted." };
  const { code, message } = answer.reason;
  const advice =
    code === "unauthenticated"
      ? "Check the client's id and secret, that it is a client-credentials client, and that it is of this region."
      : "Check region, network, proxy and certificate authority.";
  return { what: "login", state: "failed", found: `${message}.`, advice };
}

function clock(answer: HttpResult, now: number): Probe {
  const date = answer.ok ? parseImfDate(answer.headers["date"] ?? "") : undefined;
  if (date === undefined)
    return { what: "clock", state: "unknown", found: "The server does not tell its time." };
  const seconds = Math.round((now - date) / 1000);
  const found = `This machine is ${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} the server.`;
  if (Math.abs(now - date) <= tolerated)
    return { what: "clock", state: "ok", found: "Within five minutes of the server's." };
  const advice = "Set the clock: ages, intervals and waivers are judged by it.";
  return { what: "clock", state: "warning", found, advice };
}

function organisation(answer: HttpResult): Probe {
  const body = answer.ok && isJsonObject(answer.body) ? answer.body : {};
  const { id, state, features } = body;
  if (typeof id !== "string")
    return { what: "organisation", state: "failed", found: "It does not say which one it is." };
  const on = isJsonObject(features) ? Object.keys(features).filter((name) => features[name] === true) : [];
  const told = on.length === 0 ? "" : `, features: ${on.sort().join(", ")}`;
  return state === undefined || state === "active"
    ? { what: "organisation", state: "ok", found: `${id}${told}.` }
    : { what: "organisation", state: "warning", found: `${id} is ${String(state)}${told}.` };
}

async function dependencyTracking(api: HttpClient): Promise<Probe> {
  const what = "dependency tracking";
  const index = await readIndexState(api);
  if (!index.ok) return { what, state: "unknown", found: `${index.problem}.` };
  if (index.current) return { what, state: "ok", found: "It is built and up to date." };
  const found = `Its state is ${index.state}: what it says about uses may be wrong.`;
  return { what, state: "failed", found, advice: "Have it rebuilt in Architect, then check again." };
}

/** Looks at a tenant from this machine outwards; what a failed step makes pointless is left out. @throws on abort */
export async function* examine(
  tenant: Tenant,
  permissions: readonly string[],
  host: ProviderHost,
  options: ConnectOptions,
): AsyncIterable<Probe> {
  const clients = openClients(tenant, host, options);
  if (!clients.ok) {
    yield { what: "configuration", state: "failed", found: `${clients.reason.message}.` };
    return;
  }
  try {
    yield hosts(clients, host);
    const answer = await clients.api.send({ method: "GET", url: "/api/v2/organizations/me" });
    yield login(answer);
    if (!answer.ok) return;
    yield clock(answer, host.now);
    yield organisation(answer);
    yield* examinePermissions(clients.api, clients.config.clientId, permissions);
    if (permissions.includes(trackingPermission)) yield await dependencyTracking(clients.api);
  } finally {
    await clients.close();
  }
}
