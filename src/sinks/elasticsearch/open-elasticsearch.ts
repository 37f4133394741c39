import { basicAuthorization, type Credentials, fixedCredentials } from "../../http/credentials.ts";
import { readSecret } from "../../model/secret.ts";
import type { Delivery, OpenSink, SinkHost } from "../../model/sink.ts";
import { deliverInParts, type PartOutcome } from "../delivery/deliver-in-parts.ts";
import { failedOutcome } from "../delivery/failed-outcome.ts";
import { openClients } from "../network/open-clients.ts";
import type { SinkNetwork } from "../network/sink-network.ts";
import type { Settings } from "../settings/settings.ts";
import { encodeBulk } from "./encode-bulk.ts";
import { judgeItems } from "./judge-items.ts";

interface Problem {
  readonly problem: string;
}

/** @returns undefined where the settings name none */
function findCredentials(settings: Settings, host: SinkHost): Credentials | Problem | undefined {
  const secret = (name: string) => readSecret(settings.value(name), false, host.env);
  if (settings.value("apiKey") !== undefined) {
    const key = secret("apiKey");
    return key.ok ? fixedCredentials("authorization", `ApiKey ${key.value}`) : key;
  }
  if (settings.value("user") === undefined) return undefined;
  const user = secret("user");
  if (!user.ok) return user;
  const password = secret("password");
  if (!password.ok) return password;
  return fixedCredentials("authorization", basicAuthorization(user.value, password.value));
}

/** Opens the sink; nothing is sent yet. */
export function openElasticsearch(
  settings: Settings,
  host: SinkHost,
  network: SinkNetwork,
): OpenSink | Problem {
  const clients = openClients("url", settings, host, network);
  if (!clients.ok) return clients;
  const credentials = findCredentials(settings, host);
  if (credentials !== undefined && "problem" in credentials) return credentials;
  const client = clients.create([clients.origin], credentials);
  const pipeline = settings.optionalText("pipeline");
  const request = {
    method: "POST",
    url: `${clients.base}/${settings.text("index")}/_bulk`,
    headers: { "content-type": "application/x-ndjson" },
    ...(pipeline === undefined ? {} : { query: [["pipeline", pipeline]] as const }),
  } as const;

  async function send(part: readonly Delivery[]): Promise<PartOutcome> {
    const bulk = encodeBulk(part, settings.text("timeField"));
    const result = await client.send({ ...request, body: bulk.body });
    if (result.ok) return judgeItems(result.body, bulk);
    if (result.status === 413)
      return { part: "refused", reason: "Elasticsearch answered 413: the request is too large" };
    return { part: "failed", outcome: failedOutcome(result) };
  }

  return {
    batch: { count: settings.number("batchCount"), bytes: settings.number("batchBytes") },
    deliver: (batch) => deliverInParts(batch, send),
    close: () => clients.close(),
  };
}
