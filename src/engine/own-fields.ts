import { reads } from "../expression/check.ts";
import type { Check } from "../model/check.ts";
import { isJsonObject } from "../model/json.ts";
import type { Rule } from "../model/policy.ts";

/**
 * The top-level fields of a judged record that a rule's filter and options read. Options over other datasets
 * and expressions that could read anything are left out.
 */
export function ownFields({ rule, check }: { readonly rule: Rule; readonly check: Check }): Set<string> {
  const sources = [...(rule.where === undefined ? [] : [rule.where]), ...optionExpressions(check, rule)];
  return new Set(sources.flatMap(fieldsOf));
}

function optionExpressions(check: Check, rule: Rule): readonly string[] {
  const properties = check.optionsSchema["properties"];
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const value = rule.options[name];
    const own =
      isJsonObject(property) && property["format"] === "jsonata" && property["x-dataset"] === undefined;
    return own && typeof value === "string" ? [value] : [];
  });
}

function fieldsOf(source: string): readonly string[] {
  const paths = reads(source);
  if (paths === "all") return [];
  return paths.flatMap((path) => (typeof path[0] === "string" && path[0] !== "" ? [path[0]] : []));
}
