import type { Json, JsonObject } from "../model/json.ts";

/** A JSON object of the fields that have a value. */
export function compact(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  const object: Record<string, Json> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) object[key] = value;
  return object;
}
