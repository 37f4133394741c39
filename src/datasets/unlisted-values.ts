import { isJsonObject, type JsonObject, type JsonSchema } from "../model/json.ts";

/** Counts records with values that a schema does not list: a system that grows may have more than are known. */
export interface UnlistedValues {
  add(record: JsonObject): void;
  /** Fields that have such values, with how many records there are. */
  counts(): ReadonlyMap<string, number>;
}

/** Looks at a record's own properties whose schema lists values (`enum`); undefined where there is none. */
export function unlistedValues(schema: JsonSchema | undefined): UnlistedValues | undefined {
  const properties = isJsonObject(schema?.["properties"]) ? schema["properties"] : {};
  const lists = Object.entries(properties).flatMap(([name, property]) => {
    const values = isJsonObject(property) ? property["enum"] : undefined;
    return Array.isArray(values) ? [{ name, values: new Set<unknown>(values) }] : [];
  });
  if (lists.length === 0) return undefined;
  const counts = new Map<string, number>();
  return {
    add(record) {
      for (const { name, values } of lists) {
        const value = Object.hasOwn(record, name) ? record[name] : undefined;
        if (value === undefined || value === null || values.has(value)) continue;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    },
    counts: () => counts,
  };
}
