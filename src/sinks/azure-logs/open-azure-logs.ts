import { gzipSync } from "node:zlib";
import type { HttpRequest, HttpResult } from "../../http/exchange.ts";
import { createTokenSource } from "../../http/token-source.ts";
import { readSecret } from "../../model/secret.ts";
import type { Delivery, OpenSink, SinkHost } from "../../model/sink.ts";
import { deliverInParts, type PartOutcome } from "../delivery/deliver-in-parts.ts";
import { failedOutcome } from "../delivery/failed-outcome.ts";
import { openClients } from "../network/open-clients.ts";
import { sinkClock } from "../network/sink-clock.ts";
import type { SinkNetwork } from "../network/sink-network.ts";
import type { Settings } from "../settings/settings.ts";
import { callEncoder } from "./encode-calls.ts";

interface Problem {
  readonly ok: false;
  readonly problem: string;
}

/** The application's login, over a connection of its own. */
function logIn(settings: Settings, host: SinkHost, network: SinkNetwork) {
  const clients = openClients("loginUrl", settings, host, network);
  if (!clients.ok) return clients;
  const clientId = readSecret(settings.value("clientId"), false, host.env);
  if (!clientId.ok) return clientId;
  const clientSecret = readSecret(settings.value("clientSecret"), false, host.env);
  if (!clientSecret.ok) return clientSecret;
  const credentials = createTokenSource({
    client: clients.create([clients.origin]),
    url: `${clients.base}/${settings.text("tenantId")}/oauth2/v2.0/token`,
    clientId: clientId.value,
    clientSecret: clientSecret.value,
    form: { scope: settings.text("scope") },
    clock: sinkClock(host),
  });
  return { ok: true, credentials, close: () => clients.close() } as const;
}

function requestOf(body: string, url: string, compress: boolean): HttpRequest {
  const query = [["api-version", "2023-01-01"]] as const;
  if (!compress) return { method: "POST", url, query, body };
  return { method: "POST", url, query, body: gzipSync(body), headers: { "content-encoding": "gzip" } };
}

/** @returns undefined for the one answer that says that the rows were taken */
function judge(result: HttpResult): PartOutcome | undefined {
  if (result.ok && result.status === 204) return undefined;
  if (result.status === 413) return { part: "refused", reason: "Azure answered 413: the call is too large" };
  if (!result.ok) return { part: "failed", outcome: failedOutcome(result) };
  const problem = `Azure answered ${result.status} instead of 204`;
  return { part: "failed", outcome: { ok: false, problem, lasting: false } };
}

/** Opens the sink; nothing is sent yet. */
export function openAzureLogs(settings: Settings, host: SinkHost, network: SinkNetwork): OpenSink | Problem {
  const clients = openClients("endpoint", settings, host, network);
  if (!clients.ok) return clients;
  const login = logIn(settings, host, network);
  if (!login.ok) return login;
  const client = clients.create([clients.origin], login.credentials);
  const url = `${clients.base}/dataCollectionRules/${settings.text("rule")}/streams/${settings.text("stream")}`;
  const encode = callEncoder(settings);

  async function send(part: readonly Delivery[]): Promise<PartOutcome> {
    const { bodies, rejected } = encode(part);
    for (const body of bodies) {
      const request = requestOf(body, url, settings.flag("compress"));
      const outcome = judge(await client.send(request));
      if (outcome !== undefined) return outcome;
    }
    return { part: "accepted", rejected };
  }

  return {
    batch: { count: settings.number("batchCount"), bytes: settings.number("batchBytes") },
    deliver: (batch) => deliverInParts(batch, send),
    close: async () => {
      await clients.close();
      await login.close();
    },
  };
}
