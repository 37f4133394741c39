import { isJsonObject, type Json } from "../model/json.ts";
import { resolveReference, type SchemaAt } from "./schema-member.ts";

function collect({ schema, root }: SchemaAt, names: Set<string>, seen: Set<Json>): void {
  if (!isJsonObject(schema) || seen.has(schema)) return;
  seen.add(schema);
  if (isJsonObject(schema["properties"])) {
    for (const name of Object.keys(schema["properties"])) names.add(name);
  }
  const { $ref: reference, items } = schema;
  const parts = ["allOf", "anyOf", "oneOf", "prefixItems"].flatMap((keyword) => {
    const value = schema[keyword];
    return Array.isArray(value) ? value : [];
  });
  if (items !== undefined) parts.push(items);
  if (typeof reference === "string") parts.push(resolveReference(reference, root) ?? true);
  for (const part of parts) collect({ schema: part, root }, names, seen);
}

/** Names of the members that some schemas describe, arrays looked through; for "did you mean". */
export function memberNames(schemas: readonly SchemaAt[]): readonly string[] {
  const names = new Set<string>();
  for (const at of schemas) collect(at, names, new Set());
  return [...names];
}
