import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import type { Json, JsonSchema } from "../model/json.ts";

/** One way in which a value does not fit; never holds the value. */
export interface SchemaMismatch {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly message: string;
}

const compiled = new Map<string, ValidateFunction>();
let instance: Ajv2020 | undefined;

/** Made when the first schema comes: most runs have none. */
function ajv(): Ajv2020 {
  if (instance !== undefined) return instance;
  instance = new Ajv2020({ allErrors: true, ownProperties: true, strict: true, allowUnionTypes: true });
  ajvFormats.default(instance);
  return instance;
}

/**
 * Compiles a JSON Schema (draft 2020-12).
 *
 * @throws when the schema itself is not valid
 */
export function jsonValidator(schema: JsonSchema): (value: Json) => readonly SchemaMismatch[] {
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? ajv().compile(schema);
  compiled.set(key, validate);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(mismatch));
}

function mismatch({ instancePath, message, params }: ErrorObject): SchemaMismatch {
  const extra = typeof params["additionalProperty"] === "string" ? ` (${params["additionalProperty"]})` : "";
  return { pointer: instancePath, message: `${message ?? "does not fit"}${extra}` };
}
