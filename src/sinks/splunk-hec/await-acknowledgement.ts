import type { HttpClient, HttpRequest } from "../../http/exchange.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { DeliveryOutcome, SinkHost } from "../../model/sink.ts";
import { failedOutcome } from "../delivery/failed-outcome.ts";

const firstPause = 500;
const longestPause = 10_000;

function isAcknowledged(body: Json | undefined, ackId: number): boolean {
  const acks = isJsonObject(body) ? body["acks"] : undefined;
  return isJsonObject(acks) && acks[String(ackId)] === true;
}

/**
 * Asks until the indexers have written a batch.
 *
 * @param request that asks, without its body
 * @param within milliseconds after which it counts as not written
 * @returns undefined when it is written, else the outcome of the batch
 */
export async function awaitAcknowledgement(
  client: HttpClient,
  request: Omit<HttpRequest, "body">,
  ackId: number,
  within: number,
  host: SinkHost,
): Promise<DeliveryOutcome | undefined> {
  const deadline = host.now() + within;
  const body = JSON.stringify({ acks: [ackId] });
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    const answer = await client.send({ ...request, body });
    if (answer.ok && isAcknowledged(answer.body, ackId)) return undefined;
    let wait = pause;
    if (!answer.ok) {
      const outcome = failedOutcome(answer);
      if (!outcome.ok && outcome.lasting) return outcome;
      wait = Math.max(pause, answer.retryAfter ?? 0);
    }
    if (host.now() + wait > deadline) {
      const problem = `Splunk took the batch, but did not acknowledge it within ${within / 1000} s`;
      return { ok: false, problem, lasting: false };
    }
    await host.sleep(wait);
  }
}
