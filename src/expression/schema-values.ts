import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { resolveReference, type SchemaAt } from "./schema-member.ts";

type Scalar = string | number | boolean;

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isOfType(type: Json, value: Scalar): boolean {
  if (type === "integer") return Number.isInteger(value);
  return type === typeof value;
}

/** Types are looked at for arrays too: a path through an array has the values of its items. */
function admitsType(schema: JsonObject, value: Scalar, inside: (part: Json) => boolean): boolean {
  const { type, items } = schema;
  const types = typeof type === "string" ? [type] : list(type);
  if (types.length === 0 || types.some((each) => isOfType(each, value))) return true;
  return types.includes("array") && (items === undefined || inside(items));
}

function admits({ schema, root }: SchemaAt, value: Scalar, seen: readonly Json[]): boolean {
  if (schema === false) return false;
  if (!isJsonObject(schema) || seen.includes(schema)) return true;
  const inside = (part: Json) => admits({ schema: part, root }, value, [...seen, schema]);
  const { $ref: reference, enum: choice, const: constant } = schema;
  if (choice !== undefined && !list(choice).includes(value)) return false;
  if (constant !== undefined && constant !== value) return false;
  if (!admitsType(schema, value, inside)) return false;
  if (typeof reference === "string" && !inside(resolveReference(reference, root) ?? true)) return false;
  return (
    list(schema["allOf"]).every(inside) &&
    ["anyOf", "oneOf"].every((keyword) => !(keyword in schema) || list(schema[keyword]).some(inside))
  );
}

/** False when no value that one of the schemas describes, or item of it, can equal this one. */
export function canEqual(schemas: readonly SchemaAt[], value: Scalar): boolean {
  return schemas.some((at) => admits(at, value, []));
}

function collect({ schema, root }: SchemaAt, values: Set<Json>, seen: Set<Json>): void {
  if (!isJsonObject(schema) || seen.has(schema)) return;
  seen.add(schema);
  const { $ref: reference, enum: choice, const: constant, type, items } = schema;
  for (const value of list(choice)) values.add(value);
  if (constant !== undefined) values.add(constant);
  if ([type, ...list(type)].includes("boolean")) for (const value of [true, false]) values.add(value);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => list(schema[keyword]));
  if (items !== undefined) parts.push(items);
  if (typeof reference === "string") parts.push(resolveReference(reference, root) ?? true);
  for (const part of parts) collect({ schema: part, root }, values, seen);
}

/** The values that some schemas name one by one; for "did you mean". */
export function namedValues(schemas: readonly SchemaAt[]): readonly Json[] {
  const values = new Set<Json>();
  for (const at of schemas) collect(at, values, new Set());
  return [...values];
}
