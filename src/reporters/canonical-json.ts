import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../model/json.ts";

/**
 * The value as plain JSON with its keys in the order of the schema's properties, other keys after them
 * by code unit, so that equal values are written as equal bytes. Objects have no prototype: `__proto__`
 * is a key like others. What JSON cannot hold is left out of objects and null elsewhere.
 */
export function canonicalJson(value: unknown, schema: JsonSchema, root: JsonSchema = schema): Json {
  const resolved = resolve(schema, root);
  if (Array.isArray(value)) {
    const items = child(resolved, "items");
    return value.map((item: unknown) => canonicalJson(item, items, root));
  }
  if (!isJsonObject(value)) return scalar(value);
  const properties = child(resolved, "properties");
  const result: Record<string, Json> = Object.create(null);
  for (const key of orderedKeys(value, properties)) {
    const item: unknown = value[key];
    if (item !== undefined) result[key] = canonicalJson(item, child(properties, key), root);
  }
  return result;
}

function scalar(value: unknown): Json {
  if (typeof value === "string" || typeof value === "boolean") return value;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function orderedKeys(value: JsonObject, properties: JsonObject): string[] {
  const known = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  return [...known, ...others.sort()];
}

function child(schema: JsonObject, key: string): JsonObject {
  const found = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return isJsonObject(found) ? found : {};
}

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const target = schema["$ref"];
  if (typeof target !== "string") return schema;
  return child(child(root, "$defs"), target.replace("#/$defs/", ""));
}
