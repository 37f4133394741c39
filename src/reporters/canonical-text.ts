import { isJsonObject, type JsonObject, type JsonSchema } from "../model/json.ts";
import { jsonString } from "./json-string.ts";

/** What a schema says about the order of keys, looked up once. */
interface Shape {
  readonly root: JsonSchema;
  readonly keys: ReadonlySet<string>;
  readonly properties: readonly Property[];
  readonly items: JsonSchema;
}

interface Property {
  readonly key: string;
  readonly name: string;
  readonly schema: JsonSchema;
}

const none: JsonSchema = {};
const shapes = new WeakMap<JsonSchema, Shape>();

/**
 * The value as JSON text with its keys in the order of the schema's properties, other keys after them by code
 * unit, so that equal values are written as equal bytes. What JSON cannot hold is left out of objects and null
 * elsewhere. Invisible characters are escaped as `jsonText` does it.
 *
 * @param root the schema that `$ref` refers to
 * @param layout what each line begins with, a line break and the indentation of the value; on one line without it
 */
export function canonicalText(value: unknown, schema: JsonSchema, root = schema, layout = ""): string {
  if (typeof value === "string") return jsonString(value);
  if (Array.isArray(value)) return arrayText(value, shapeOf(schema, root), layout);
  if (isJsonObject(value)) return objectText(value, shapeOf(schema, root), layout);
  return typeof value === "boolean" || Number.isFinite(value) ? String(value) : "null";
}

function arrayText(values: readonly unknown[], { items, root }: Shape, layout: string): string {
  if (values.length === 0) return "[]";
  const inner = layout === "" ? "" : `${layout}  `;
  let text = "";
  for (const value of values) {
    text += `${text === "" ? "[" : ","}${inner}${canonicalText(value, items, root, inner)}`;
  }
  return `${text}${layout}]`;
}

function objectText(value: JsonObject, shape: Shape, layout: string): string {
  const inner = layout === "" ? "" : `${layout}  `;
  const colon = layout === "" ? ":" : ": ";
  let text = "";
  let known = 0;
  const write = (name: string, item: unknown, schema: JsonSchema): void => {
    if (item === undefined) return;
    const written = canonicalText(item, schema, shape.root, inner);
    text += `${text === "" ? "{" : ","}${inner}${name}${colon}${written}`;
  };
  for (const { key, name, schema } of shape.properties) {
    if (!Object.hasOwn(value, key)) continue;
    known += 1;
    write(name, value[key], schema);
  }
  const keys = Object.keys(value);
  if (keys.length > known) {
    const others = keys.filter((key) => !shape.keys.has(key));
    for (const key of others.sort()) write(jsonString(key), value[key], none);
  }
  return text === "" ? "{}" : `${text}${layout}}`;
}

function shapeOf(schema: JsonSchema, root: JsonSchema): Shape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const resolved = resolve(schema, root);
  const properties = child(resolved, "properties");
  const shape = {
    root,
    keys: new Set(Object.keys(properties)),
    properties: Object.keys(properties).map((key) => ({
      key,
      name: jsonString(key),
      schema: child(properties, key),
    })),
    items: child(resolved, "items"),
  };
  shapes.set(schema, shape);
  return shape;
}

function child(schema: JsonObject, key: string): JsonObject {
  const found = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return isJsonObject(found) ? found : none;
}

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const target = schema["$ref"];
  if (typeof target !== "string") return schema;
  return child(child(root, "$defs"), target.replace("#/$defs/", ""));
}
