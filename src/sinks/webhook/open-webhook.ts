import type { HttpResult } from "../../http/exchange.ts";
import { readSecret } from "../../model/secret.ts";
import type { Delivery, OpenSink, SinkHost } from "../../model/sink.ts";
import { deliverInParts, type PartOutcome } from "../delivery/deliver-in-parts.ts";
import { failedOutcome } from "../delivery/failed-outcome.ts";
import { itemsOf } from "../delivery/items-of.ts";
import { batchId, rowId } from "../delivery/stable-id.ts";
import { openClients } from "../network/open-clients.ts";
import type { SinkNetwork } from "../network/sink-network.ts";
import { readHeaders } from "../settings/read-headers.ts";
import type { Settings } from "../settings/settings.ts";
import { signatureHeaders, signingKey } from "./sign.ts";

/** One request: its body, and the name by which the receiver knows it when it comes again. */
interface Message {
  readonly id: string;
  readonly body: string;
}

/** With these a receiver says that it does not want what is in the request. */
const unwanted = new Set([400, 413, 422]);

/** Makes the messages that say a part of a batch. */
type Messages = (part: readonly Delivery[]) => readonly Message[];

function messageOfBatch(form: string): Messages {
  return (part) => [{ id: batchId(part), body: JSON.stringify(part.flatMap((each) => itemsOf(each, form))) }];
}

function messagesOfRows(form: string): Messages {
  return (part) =>
    part.flatMap((delivery) =>
      itemsOf(delivery, form).map((item, row) => ({ id: rowId(delivery, row), body: JSON.stringify(item) })),
    );
}

function judge(result: HttpResult, accepted: ReadonlySet<number>): PartOutcome {
  const { status } = result;
  if (status !== undefined && accepted.has(status)) return { part: "accepted" };
  if (result.ok) {
    const problem = `The receiver answered ${status}, which is not among the accepted statuses`;
    return { part: "failed", outcome: { ok: false, problem, lasting: true } };
  }
  if (status !== undefined && unwanted.has(status) && result.reason.code === "refused")
    return { part: "refused", reason: `The receiver answered ${status}` };
  return { part: "failed", outcome: failedOutcome(result) };
}

/** Opens the sink; nothing is sent yet. */
export function openWebhook(
  settings: Settings,
  host: SinkHost,
  network: SinkNetwork,
): OpenSink | { readonly problem: string } {
  const clients = openClients("url", settings, host, network);
  if (!clients.ok) return clients;
  const secret = readSecret(settings.value("secret"), false, host.env);
  if (!secret.ok) return secret;
  const key = signingKey(secret.value);
  if (key === undefined) return { problem: "The secret begins with whsec_, but no key in base64 follows" };
  const headers = readHeaders(settings.object("headers"), host.env);
  if (!headers.ok) return headers;
  const client = clients.create([clients.origin]);
  const accepted = new Set(settings.list("accepted").map(Number));
  const one = settings.text("body") === "object";
  const messages = one ? messagesOfRows(settings.text("item")) : messageOfBatch(settings.text("item"));
  const post = async ({ id, body }: Message): Promise<PartOutcome> => {
    const signed = { ...headers.values, ...signatureHeaders(key, id, host.now(), body) };
    const request = { method: "POST", url: clients.url, headers: signed, body } as const;
    return judge(await client.send({ ...request, called: "webhook", statusOnly: true }), accepted);
  };

  async function postAll(part: readonly Delivery[]): Promise<PartOutcome> {
    for (const message of messages(part)) {
      const outcome = await post(message);
      if (outcome.part !== "accepted") return outcome;
    }
    return { part: "accepted" };
  }

  return {
    batch: { count: settings.number("batchCount"), bytes: settings.number("batchBytes") },
    deliver: (batch) => deliverInParts(batch, postAll, one ? 1 : batch.length),
    close: () => clients.close(),
  };
}
