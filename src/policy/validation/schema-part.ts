import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../model/json.ts";
import { pointerSteps } from "../text/source-node.ts";

/** The value at a JSON Pointer (plain, or as a fragment `#/…`) in a schema; undefined when there is none. */
export function schemaPart(schema: JsonSchema, pointer: string): Json | undefined {
  let part: Json | undefined = schema;
  for (const step of pointerSteps(pointer.replace(/^#/, ""))) {
    if (Array.isArray(part)) part = part[Number(step)];
    else if (isJsonObject(part) && Object.hasOwn(part, step)) part = part[step];
    else return undefined;
  }
  return part;
}

/** Follows `$ref`s to the same document; a chain longer than this many is a cycle. */
const longestChain = 32;

/** The schema that a part stands for: itself, or what its `$ref` leads to. */
export function followReference(schema: JsonSchema, part: Json | undefined): JsonObject | undefined {
  let current = part;
  for (let step = 0; step < longestChain; step++) {
    if (!isJsonObject(current)) return undefined;
    const reference: Json | undefined = current["$ref"];
    if (typeof reference !== "string" || !reference.startsWith("#")) return current;
    current = schemaPart(schema, reference);
  }
  return undefined;
}
