import type { Expression } from "../../model/expression.ts";
import type { JsonObject } from "../../model/json.ts";
import { type Answer, ask, missing, unusable } from "./answer.ts";

/** True or false and nothing else: no truthiness, and undefined is `missing`. */
export function askBoolean(expression: Expression, record: JsonObject): Answer<boolean> {
  const answer = ask(expression, record);
  if ("outcome" in answer) return answer;
  if (answer.value === undefined) return missing(expression.source);
  if (typeof answer.value !== "boolean") return unusable(expression.source, "true or false", answer.value);
  return { value: answer.value };
}
