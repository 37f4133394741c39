import { isJsonObject, type Json, type JsonArray, type JsonObject } from "../../model/json.ts";
import type { ExpressionFunction } from "../../model/registry.ts";

type Groups = Record<string, Json[]>;

function groupBy(records: JsonArray, field: string): JsonObject {
  const groups: Groups = Object.create(null) as Groups;
  for (const record of records) {
    const key = isJsonObject(record) && Object.hasOwn(record, field) ? record[field] : undefined;
    if (typeof key !== "string" && typeof key !== "number" && typeof key !== "boolean") continue;
    const name = String(key);
    const group = groups[name];
    if (group === undefined) groups[name] = [record];
    else group.push(record);
  }
  return groups;
}

/**
 * `$index(records, field)`: records by the value of a field, for `$lookup`. Made once per array and
 * field, so a look-up per record does not walk the array again.
 */
export function groupIndex(): ExpressionFunction {
  const made = new WeakMap<JsonArray, Map<string, JsonObject>>();
  return {
    name: "index",
    signature: "<as:o>",
    summary: "Object from each value of a field to the array of records that have it, to use with $lookup",
    call: (records, field) => {
      if (!Array.isArray(records) || typeof field !== "string") return undefined;
      const array: JsonArray = records;
      const byField = made.get(array) ?? new Map<string, JsonObject>();
      made.set(array, byField);
      const index = byField.get(field) ?? groupBy(array, field);
      byField.set(field, index);
      return index;
    },
  };
}
