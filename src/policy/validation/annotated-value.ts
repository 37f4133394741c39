import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../model/json.ts";
import { pointerTo } from "../text/source-node.ts";
import { followReference } from "./schema-part.ts";

/** A part of a value, or a key in it, whose schema says what kind of text, or of map, it is. */
export interface AnnotatedValue {
  /** Of the value; for a key, of the value under it. */
  readonly pointer: string;
  readonly value: string | JsonObject;
  /** `jsonata`, `dataset`, `regex`, `json-schema` or any other format. */
  readonly format: string;
  /** The schema that says so. */
  readonly schema: JsonObject;
  /** The object that holds it, at whatever depth of lists between; for `x-dataset`. */
  readonly siblings: JsonObject;
}

/** Deepest nesting of schemas in schemas that is looked at. */
const deepest = 64;

/** Every string and map in a value for which its schema names a `format`, each once per format. */
export function annotatedValues(schema: JsonSchema, value: Json): readonly AnnotatedValue[] {
  const found = new Map<string, AnnotatedValue>();
  walk({ root: schema, found }, schema, value, "", {}, 0);
  return [...found.values()];
}

interface Walk {
  readonly root: JsonSchema;
  readonly found: Map<string, AnnotatedValue>;
}

function walk(
  state: Walk,
  part: Json | undefined,
  value: Json,
  pointer: string,
  siblings: JsonObject,
  depth: number,
): void {
  const schema = followReference(state.root, part);
  if (schema === undefined || depth > deepest || !admits(state.root, schema, value)) return;
  const format = schema["format"];
  if (typeof format === "string" && (typeof value === "string" || isJsonObject(value))) {
    const key = `${pointer}\n${format}`;
    if (!state.found.has(key)) state.found.set(key, { pointer, value, format, schema, siblings });
  }
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    for (const each of listOf(schema[keyword])) walk(state, each, value, pointer, siblings, depth + 1);
  }
  for (const keyword of ["then", "else"]) walk(state, schema[keyword], value, pointer, siblings, depth + 1);
  if (Array.isArray(value)) {
    const prefix = listOf(schema["prefixItems"]);
    value.forEach((item: Json, index) => {
      walk(state, prefix[index] ?? schema["items"], item, pointerTo(pointer, index), siblings, depth + 1);
    });
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      noteKey(state, schema["propertyNames"], key, pointerTo(pointer, key), value);
      for (const each of schemasOf(schema, key))
        walk(state, each, child, pointerTo(pointer, key), value, depth + 1);
    }
  }
}

function noteKey(
  { root, found }: Walk,
  part: Json | undefined,
  value: string,
  pointer: string,
  siblings: JsonObject,
) {
  const schema = followReference(root, part);
  const format = schema?.["format"];
  if (schema === undefined || typeof format !== "string") return;
  found.set(`${pointer}\nkey ${format}`, { pointer, value, format, schema, siblings });
}

function schemasOf(schema: JsonObject, key: string): readonly (Json | undefined)[] {
  const properties = schema["properties"];
  if (isJsonObject(properties) && Object.hasOwn(properties, key)) return [properties[key]];
  return [schema["additionalProperties"]];
}

/** False when the schema is about another kind of value: a branch of an alternative that was not meant. */
function admits(root: JsonSchema, schema: JsonObject, value: Json): boolean {
  const types = typeof schema["type"] === "string" ? [schema["type"]] : listOf(schema["type"]);
  if (types.length > 0 && !types.includes(typeOf(value))) return false;
  if (!isJsonObject(value)) return true;
  const properties = schema["properties"];
  if (!isJsonObject(properties)) return true;
  return Object.entries(properties).every(([key, part]) => {
    const constant = followReference(root, part)?.["const"];
    return constant === undefined || !Object.hasOwn(value, key) || value[key] === constant;
  });
}

/** Numbers are of no interest here, so that whole ones need no care. */
function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
