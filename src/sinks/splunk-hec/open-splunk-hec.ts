import { randomUUID } from "node:crypto";
import { fixedCredentials } from "../../http/credentials.ts";
import type { HttpRequest } from "../../http/exchange.ts";
import { httpFailure } from "../../http/failure.ts";
import { isJsonObject } from "../../model/json.ts";
import { readSecret } from "../../model/secret.ts";
import type { Delivery, OpenSink, SinkHost } from "../../model/sink.ts";
import { deliverInParts, type PartOutcome } from "../delivery/deliver-in-parts.ts";
import { openClients } from "../network/open-clients.ts";
import type { SinkNetwork } from "../network/sink-network.ts";
import type { Settings } from "../settings/settings.ts";
import { awaitAcknowledgement } from "./await-acknowledgement.ts";
import { createCookieJar } from "./cookie-jar.ts";
import { eventEncoder } from "./encode-events.ts";
import { codeOf, judgeRefusal } from "./judge-answer.ts";

const unacknowledged: PartOutcome = {
  part: "failed",
  outcome: {
    ok: false,
    problem:
      "Splunk took the batch without an acknowledgement id: enable indexer acknowledgement for the token, or set acknowledge: false",
    lasting: true,
  },
};

/** Opens the sink; nothing is sent yet. */
export function openSplunkHec(
  settings: Settings,
  host: SinkHost,
  network: SinkNetwork,
): OpenSink | { readonly problem: string } {
  const clients = openClients("url", settings, host, network);
  if (!clients.ok) return clients;
  const token = readSecret(settings.value("token"), false, host.env);
  if (!token.ok) return token;
  const client = clients.create([clients.origin], fixedCredentials("authorization", `Splunk ${token.value}`));
  const encode = eventEncoder(settings);
  /* One channel for the life of the sink: acknowledgements are counted within it. */
  const channel = randomUUID();
  const cookies = createCookieJar();
  const request = (path: string): Omit<HttpRequest, "body"> => ({
    method: "POST",
    url: `${clients.base}/services/collector/${path}`,
    query: [["channel", channel]],
    headers: { "x-splunk-request-channel": channel, ...cookies.header() },
  });

  async function send(part: readonly Delivery[]): Promise<PartOutcome> {
    const { body, owners } = encode(part);
    const answer = await client.send({ ...request("event"), body });
    if (!answer.ok) return judgeRefusal(answer, answer.body, owners);
    cookies.note(answer.headers);
    if (codeOf(answer.body) !== 0) {
      const failure = httpFailure(
        "malformed-page",
        "POST /services/collector/event: the answer is not Splunk's",
      );
      return judgeRefusal(failure, answer.body, owners);
    }
    if (!settings.flag("acknowledge")) return { part: "accepted" };
    const ackId = isJsonObject(answer.body) ? answer.body["ackId"] : undefined;
    if (typeof ackId !== "number") return unacknowledged;
    const within = settings.milliseconds("acknowledgeWithin");
    const outcome = await awaitAcknowledgement(client, request("ack"), ackId, within, host);
    return outcome === undefined ? { part: "accepted" } : { part: "failed", outcome };
  }

  return {
    batch: { count: settings.number("batchCount"), bytes: settings.number("batchBytes") },
    deliver: (batch) => deliverInParts(batch, send),
    close: () => clients.close(),
  };
}
