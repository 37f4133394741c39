import type { ErrorObject } from "ajv";
import { isJsonObject, type Json } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";
import { pointerTo } from "../text/source-node.ts";
import type { CompiledSchema } from "./compiled-schema.ts";
import { valueAt } from "./condense-errors.ts";
import { describeTypes, describeValue, isSecret, nameOf, oneOf } from "./describe-value.ts";
import { schemaFormats } from "./schema-formats.ts";
import { schemaPart } from "./schema-part.ts";
import type { SchemaProblem } from "./schema-problem.ts";

/** What an error is described from. */
export interface Described {
  readonly schema: CompiledSchema;
  /** The validated value, whole. */
  readonly root: Json;
  /** What the whole value is called. */
  readonly label: string;
}

type Describe = (error: ErrorObject, pointer: string, context: Described) => Partial<SchemaProblem>;

/** Words for one error of ajv. */
export function describeError(error: ErrorObject, pointer: string, context: Described): SchemaProblem {
  const found = isSecret(pointer) ? {} : { found: describeValue(valueAt(context.root, pointer)) };
  const base: SchemaProblem = {
    pointer,
    at: "value",
    code: "wrong-value",
    summary: `${start(nameOf(pointer, context.label))} does not have an allowed value.`,
  };
  const describe = byKeyword[error.keyword];
  if (describe === undefined) return { ...base, ...found };
  const problem = { ...base, ...describe(error, pointer, context) };
  return problem.at === "value" ? { ...found, ...problem } : problem;
}

/** Words for a value that is none of a list of allowed ones. */
export function describeChoice(pointer: string, allowed: readonly Json[], context: Described): SchemaProblem {
  const value = valueAt(context.root, pointer);
  const words = allowed.filter((item) => typeof item === "string");
  const guess = typeof value === "string" ? nearest(value, words) : undefined;
  return {
    pointer,
    at: "value",
    code: "wrong-value",
    summary: `${start(nameOf(pointer, context.label))} does not have an allowed value.`,
    expected: oneOf(allowed.map((item) => (typeof item === "string" ? item : describeValue(item)))),
    ...(isSecret(pointer) ? {} : { found: describeValue(value) }),
    ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
  };
}

const byKeyword: Readonly<Record<string, Describe>> = {
  additionalProperties: unknownKey,
  unevaluatedProperties: unknownKey,
  required: missingKey,
  dependentRequired: missingKey,
  type: (error, pointer, { label }) => ({
    code: "wrong-type",
    summary: `${start(nameOf(pointer, label))} has the wrong type.`,
    expected: describeTypes(error.params["type"]),
  }),
  enum: (error, pointer, context) => {
    const allowed: unknown = error.params["allowedValues"];
    return describeChoice(pointer, Array.isArray(allowed) ? allowed : [], context);
  },
  const: (error, pointer, context) => describeChoice(pointer, [error.params["allowedValue"]], context),
  format: describeFormat,
  pattern: (error, _pointer, context) => ({ expected: wanted(error, context) }),
  propertyNames: (error, pointer, { label }) => ({
    pointer: pointerTo(pointer, String(error.params["propertyName"])),
    at: "key",
    code: "wrong-value",
    summary: `"${error.params["propertyName"]}" cannot be a name in ${nameOf(pointer, label)}.`,
    expected: "a lower-case letter or digit, then lower-case letters, digits, - and _",
  }),
  minLength: (error) => ({ expected: count(error, "character", "at least") }),
  maxLength: (error) => ({ expected: count(error, "character", "at most") }),
  minItems: (error) => ({ expected: count(error, "item", "at least") }),
  maxItems: (error) => ({ expected: count(error, "item", "at most") }),
  minProperties: (error) => ({ expected: count(error, "entry", "at least") }),
  maxProperties: (error) => ({ expected: count(error, "entry", "at most") }),
  minimum: (error) => ({ expected: `at least ${error.params["limit"]}` }),
  maximum: (error) => ({ expected: `at most ${error.params["limit"]}` }),
  exclusiveMinimum: (error) => ({ expected: `more than ${error.params["limit"]}` }),
  exclusiveMaximum: (error) => ({ expected: `less than ${error.params["limit"]}` }),
  "false schema": (_error, pointer, { label }) => ({
    at: "key",
    code: "unknown-key",
    summary: `${start(nameOf(pointer, label))} cannot be given here.`,
  }),
  not: (error, pointer, context) => {
    const keys = forbiddenKeys(schemaPart(context.schema.schema, error.schemaPath));
    if (keys.length === 0) return {};
    const summary = `${start(nameOf(pointer, context.label))} has keys that exclude each other.`;
    return { at: "key", summary, expected: `no ${oneOf(keys.map((key) => `"${key}"`))} beside the others` };
  },
  uniqueItems: () => ({ expected: "no item twice" }),
};

function describeFormat(error: ErrorObject, pointer: string, context: Described): Partial<SchemaProblem> {
  const name = String(error.params["format"]);
  const format = schemaFormats[name];
  const value = valueAt(context.root, pointer);
  const guess = typeof value === "string" ? nearest(value, format?.known?.() ?? []) : undefined;
  return {
    expected: format?.expected ?? name,
    ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
  };
}

function unknownKey(error: ErrorObject, pointer: string, context: Described): Partial<SchemaProblem> {
  const key = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
  const schema = schemaPart(context.schema.schema, parentPath(error.schemaPath));
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  const known = isJsonObject(properties) ? Object.keys(properties) : [];
  const used = valueAt(context.root, pointer);
  const free = known.filter((name) => !(isJsonObject(used) && Object.hasOwn(used, name)));
  const guess = nearest(key, free);
  return {
    pointer: pointerTo(pointer, key),
    at: "key",
    code: "unknown-key",
    key,
    summary: `Unknown key "${key}" in ${nameOf(pointer, context.label)}.`,
    ...(known.length === 0 ? {} : { expected: oneOf(known) }),
    ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
  };
}

function missingKey(error: ErrorObject, pointer: string, { label }: Described): Partial<SchemaProblem> {
  const key = String(error.params["missingProperty"]);
  return {
    at: "key",
    code: "missing-key",
    key,
    summary: `The key "${key}" is missing in ${nameOf(pointer, label)}.`,
    suggestions: [`Add "${key}".`],
  };
}

function wanted(error: ErrorObject, context: Described): string {
  const schema = schemaPart(context.schema.schema, parentPath(error.schemaPath));
  const words = isJsonObject(schema) ? schema["x-expected"] : undefined;
  return typeof words === "string" ? words : `text that matches ${error.params["pattern"]}`;
}

/** Keys of `not: { required: … }` and `not: { anyOf: [{ required: … }] }`. */
function forbiddenKeys(schema: Json | undefined): readonly string[] {
  if (!isJsonObject(schema)) return [];
  const { required, anyOf } = schema;
  const own = Array.isArray(required) ? required.filter((key) => typeof key === "string") : [];
  return [...own, ...(Array.isArray(anyOf) ? anyOf.flatMap(forbiddenKeys) : [])];
}

function count(error: ErrorObject, noun: string, bound: string): string {
  const limit = Number(error.params["limit"]);
  const plural = noun === "entry" ? "entries" : `${noun}s`;
  return `${bound} ${limit} ${limit === 1 ? noun : plural}`;
}

function parentPath(schemaPath: string): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf("/"));
}

function start(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
