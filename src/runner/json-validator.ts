import type { ErrorObject, ValidateFunction } from "ajv";
import { maskName, maskPointer } from "../checks/record/pointer.ts";
import type { Json, JsonSchema } from "../model/json.ts";
import { newAjv } from "../policy/validation/compiled-schema.ts";

/** One way in which a value does not fit; never holds the value, nor a name that may be personal data. */
export interface SchemaMismatch {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly message: string;
}

const compiled = new Map<string, ValidateFunction>();

/**
 * Compiles a JSON Schema (draft 2020-12), with the formats that were tested when the policy was loaded.
 *
 * @throws when the schema itself is not valid
 */
export function jsonValidator(schema: JsonSchema): (value: Json) => readonly SchemaMismatch[] {
  const key = JSON.stringify(schema);
  const { $schema: _, ...rest } = schema;
  // An instance for each: two schemas may have the same $id.
  const validate = compiled.get(key) ?? newAjv(false).compile(rest);
  compiled.set(key, validate);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(mismatch));
}

function mismatch({ instancePath, message, params }: ErrorObject): SchemaMismatch {
  const unexpected: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"];
  const name = typeof unexpected === "string" ? ` (${maskName(unexpected)})` : "";
  return { pointer: maskPointer(instancePath), message: `${message ?? "does not fit"}${name}` };
}
