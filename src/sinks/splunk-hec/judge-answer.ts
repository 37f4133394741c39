import type { HttpFailure } from "../../http/exchange.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { PartOutcome } from "../delivery/deliver-in-parts.ts";
import { failedOutcome } from "../delivery/failed-outcome.ts";

/** Codes of the collector for which nothing in the events is to blame, and waiting does not help. */
const misconfigured: ReadonlyMap<number, string> = new Map([
  [1, "the token is disabled"],
  [2, "a token is required"],
  [3, "the authorization is invalid"],
  [4, "the token is unknown"],
  [7, "the token may not write to the index"],
  [10, "the data channel is missing"],
  [11, "the data channel is invalid"],
  [14, "the token has no indexer acknowledgement"],
  [21, "the token is invalid"],
  [22, "the token is disabled"],
]);

/** Codes for a collector that cannot take anything at the moment. */
const busy: ReadonlySet<number> = new Set([8, 9, 18, 19, 20, 23, 24, 25, 26]);

/** Codes for one event that is not acceptable. */
const unacceptable: ReadonlyMap<number, string> = new Map([
  [6, "the format of the event is invalid"],
  [12, "the event is missing"],
  [13, "the event is blank"],
  [15, "the indexed fields of the event are invalid"],
]);

function number(body: Json | undefined, name: string): number | undefined {
  const value = isJsonObject(body) ? body[name] : undefined;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** The code of an answer; the collector may say an error with any status. */
export function codeOf(body: Json | undefined): number | undefined {
  return number(body, "code");
}

/** Says what an answer other than success means. */
export function judgeRefusal(
  failure: HttpFailure,
  body: Json | undefined,
  owners: readonly number[],
): PartOutcome {
  const code = codeOf(body);
  if (failure.status === 413)
    return { part: "refused", reason: "Splunk answered 413: the request is too large" };
  if (code === undefined) return { part: "failed", outcome: failedOutcome(failure) };
  const why = unacceptable.get(code);
  const owner = owners[number(body, "invalid-event-number") ?? -1];
  if (why !== undefined) {
    const reason = `Splunk refused the event: ${why} (code ${code})`;
    return { part: "refused", reason, ...(owner === undefined ? {} : { index: owner }) };
  }
  const known = misconfigured.get(code);
  if (known !== undefined) {
    const problem = `Splunk refused the batch: ${known} (code ${code})`;
    return { part: "failed", outcome: { ok: false, problem, lasting: true } };
  }
  const outcome = failedOutcome(failure);
  const passes = busy.has(code) && !outcome.ok;
  return { part: "failed", outcome: passes ? { ...outcome, lasting: false } : outcome };
}
