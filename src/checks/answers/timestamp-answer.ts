import type { Expression } from "../../model/expression.ts";
import type { JsonObject } from "../../model/json.ts";
import { parseTimestamp } from "../../time/timestamp.ts";
import { type Answer, ask, missing, unusable } from "./answer.ts";

/** A strict RFC 3339 timestamp as epoch milliseconds; undefined and null are `missing`, anything else an error. */
export function askTimestamp(expression: Expression, record: JsonObject): Answer<number> {
  const answer = ask(expression, record);
  if ("outcome" in answer) return answer;
  const { value } = answer;
  if (value === undefined || value === null) return missing(expression.source);
  const epoch = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (epoch === undefined) return unusable(expression.source, "an RFC 3339 timestamp with a zone", value);
  return { value: epoch };
}
