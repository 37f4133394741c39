import validators from "#validators";
import type { Json, JsonSchema } from "../../model/json.ts";
import { schemaFormats } from "./schema-formats.ts";

const tests = Object.fromEntries(Object.entries(schemaFormats).map(([name, { test }]) => [name, test]));
let known: ReturnType<typeof validators> | undefined;
const keys = new WeakMap<JsonSchema, string>();

/**
 * True when the build compiled a validator for this very schema and the value passes it. Nearly every
 * document of every run does, and is then spared the compilation at run time, which would take longer than all
 * else together. False says nothing.
 */
export function isKnownValid(schema: JsonSchema, value: Json): boolean {
  known ??= validators(tests);
  const key = keys.get(schema) ?? JSON.stringify(schema);
  keys.set(schema, key);
  return known.get(key)?.()(value) === true;
}
