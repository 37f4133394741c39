import { isJsonObject, type Json } from "../../model/json.ts";
import type { Rule } from "../../model/policy.ts";

/** `$data`, and the name behind it where it is spelt out. */
const dataAccess = /\$data\b(?:\s*\.\s*(?:([A-Za-z_]\w*)|`([^`]+)`))?/g;

/**
 * The datasets that a rule reads, its own first. Where an expression takes `$data` as a whole, that is all of
 * them.
 *
 * @param names datasets of the policy
 */
export function datasetsRead(
  rule: Pick<Rule, "on" | "where" | "options" | "severity" | "message" | "remediation">,
  names: readonly string[],
): readonly string[] {
  const { on, where, options, severity, message, remediation } = rule;
  const read = new Set([on]);
  const whens = severity.map(({ when }) => when ?? "");
  for (const text of [where ?? "", message ?? "", remediation ?? "", ...whens, ...textsIn(options)]) {
    // An option that is the name of a dataset means it; a check gets no other.
    read.add(text);
    for (const [, plain, quoted] of text.matchAll(dataAccess)) {
      const name = plain ?? quoted;
      for (const each of name === undefined ? names : [name]) read.add(each);
    }
  }
  return [on, ...names.filter((name) => name !== on && read.has(name))];
}

/** Every text in a value, names of properties included. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]) : [];
}
