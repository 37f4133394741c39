import type { Expression } from "../../model/expression.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { type Answer, ask, unusable } from "./answer.ts";

/**
 * The ids that an expression yields: a text or number, or lists of them at any depth, without
 * repetition. Undefined, null and empty text are no id. An object is an error: whoever wrote
 * `openHoursFlow` for `openHoursFlow.id` must not be told that nothing is referenced.
 */
export function askIds(expression: Expression, record: JsonObject): Answer<readonly string[]> {
  const answer = ask(expression, record);
  if ("outcome" in answer) return answer;
  if (typeof answer.value === "string") return { value: answer.value === "" ? [] : [answer.value] };
  const ids = new Set<string>();
  const pending: Json[] = answer.value === undefined ? [] : [answer.value];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) for (const element of value.toReversed()) pending.push(element);
    else if (typeof value === "string" || typeof value === "number") ids.add(String(value));
    else if (value !== null) return unusable(expression.source, "ids", value);
  }
  ids.delete("");
  return { value: [...ids] };
}
