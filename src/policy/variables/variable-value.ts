import { isJsonObject, type Json } from "../../model/json.ts";
import type { VariableType } from "../schemas/policy-schema.ts";
import { parseText } from "../text/parse-text.ts";
import { toJson } from "../text/source-node.ts";
import { schemaFormats } from "../validation/schema-formats.ts";

/** What a value of each type looks like, for messages. */
export const typeWords: Readonly<Record<VariableType, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  duration: "an ISO 8601 duration such as P90D or PT2H, not negative",
  timestamp: "a timestamp with a time zone such as 2026-03-31T00:00:00Z",
  list: "a list, e.g. [a, b]",
  map: "a map, e.g. { a: 1 }",
};

/** True when a value is of a type. Durations and timestamps stay text. */
export function isOfType(type: VariableType, value: Json): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "duration":
    case "timestamp":
      return typeof value === "string" && (schemaFormats[type]?.test(value) ?? false);
    case "list":
      return Array.isArray(value);
    case "map":
      return isJsonObject(value);
  }
}

/**
 * Reads text as a value of a type. Lists and maps are written as in a document.
 *
 * @returns undefined when the text is no such value
 */
export function fromText(type: VariableType, text: string): Json | undefined {
  const value = interpret(type, text);
  return value !== undefined && isOfType(type, value) ? value : undefined;
}

function interpret(type: VariableType, text: string): Json | undefined {
  if (type === "number" || type === "integer") return numberFrom(text);
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  if (type !== "list" && type !== "map") return text;
  const { root, diagnostics } = parseText("", text);
  return root === undefined || diagnostics.length > 0 ? undefined : toJson(root);
}

/** As JSON writes numbers, a leading + allowed; digits must not be lost. */
function numberFrom(text: string): number | undefined {
  if (!/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? value : undefined;
}
