import { isJsonObject, type Json } from "../../model/json.ts";
import type { FilteredRead } from "./hold-against-vocabulary.ts";

/** How much is asked for at a time, and of when: not what. */
const extent = new Set(["from", "to", "last", "chunk", "pageSize"]);

/** A pattern that spells its values out, at most in either case: `^(?:[Oo]n|off)$`. */
const spelt = /^\^(?:\(\?:|[\w|)-]|\[\w\w\])+\$$/;

/** True for a schema that lets only some values through, or none that is text. */
function isClosed(schema: Json | undefined): boolean {
  if (!isJsonObject(schema)) return false;
  const { enum: values, type, items, pattern } = schema;
  if (type === "array") return isClosed(items);
  if (values !== undefined || type === "boolean" || type === "integer" || type === "number") return true;
  return typeof pattern === "string" && spelt.test(pattern);
}

/**
 * Filters that may be misspelt without anybody noticing: any text.
 *
 * @param listed those that were found in a listing
 */
export function doubtfulFilters(
  { source, parameters }: Omit<FilteredRead, "provider">,
  listed: readonly string[],
): readonly string[] {
  const properties = isJsonObject(source.parameters["properties"]) ? source.parameters["properties"] : {};
  return Object.keys(parameters).filter(
    (name) => !extent.has(name) && !listed.includes(name) && !isClosed(properties[name]),
  );
}
