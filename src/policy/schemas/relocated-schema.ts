import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** A schema moved to a place in a larger one: its references to itself are moved along. */
export function relocatedSchema(schema: JsonObject, at: string): JsonObject {
  const move = (part: Json): Json => {
    if (Array.isArray(part)) return part.map(move);
    if (!isJsonObject(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]): [string, Json] => [
        key,
        key === "$ref" && typeof value === "string" ? value.replace(/^#/, at) : move(value),
      ]),
    );
  };
  const { $id: _id, $schema: _schema, ...rest } = schema;
  const moved = move(rest);
  return isJsonObject(moved) ? moved : {};
}
