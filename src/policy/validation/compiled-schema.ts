import type { ErrorObject, Options, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json, JsonSchema } from "../../model/json.ts";
import { schemaFormats } from "./schema-formats.ts";

/** A schema ready to validate values, and any part of it by its own. */
export interface CompiledSchema {
  readonly schema: JsonSchema;
  /** Raw errors of a value, all of them. */
  errors(value: Json): readonly ErrorObject[];
  /** Raw errors of a value against the part of the schema at a JSON Pointer (`#/…`). */
  errorsOfPart(part: string, value: Json): readonly ErrorObject[];
}

/**
 * Annotations of bylaw: `x-dataset` and `x-judges-absence` as `model/check.ts` explains them; `x-expected` says in words what a
 * pattern wants.
 */
const annotationKeywords: readonly string[] = [
  "x-dataset",
  "x-expected",
  "x-judges-absence",
  "defaultSnippets",
  "markdownDescription",
];

const compiled = new WeakMap<JsonSchema, CompiledSchema>();

/**
 * Compiles a schema (draft 2020-12), once per object. Meant for documents of bounded size: every error is
 * collected.
 *
 * @throws Error when the schema itself is wrong (unknown keyword or format, unresolvable reference)
 */
export function compileSchema(schema: JsonSchema): CompiledSchema {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // One instance per schema: two plug-ins may use the same $id.
  const ajv = newAjv(false);
  const id = typeof schema["$id"] === "string" ? schema["$id"] : "bylaw:schema";
  const { $schema: _, ...rest } = schema;
  const validate = ajv.compile({ ...rest, $id: id });
  const result: CompiledSchema = {
    schema,
    errors: (value) => run(validate, value),
    errorsOfPart: (part, value) => run(ajv.getSchema(`${id}${part}`) ?? missing(part), value),
  };
  compiled.set(schema, result);
  return result;
}

/** @returns why a schema from a document or a plug-in cannot be used; undefined when it can */
export function schemaFault(schema: JsonSchema): string | undefined {
  const ajv = newAjv(true);
  try {
    if (ajv.validateSchema(schema) !== true) {
      const [error] = ajv.errors ?? [];
      return `it is not valid JSON Schema (draft 2020-12) at ${error?.instancePath || "its root"}`;
    }
    ajv.compile(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "it cannot be compiled";
  }
}

/**
 * The validator as it is set up for documents.
 *
 * @param build what the build sets, which wants the source of what is compiled
 */
export function newAjv(meta: boolean, build: Pick<Options, "code" | "allErrors" | "messages"> = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    // Else `required: [toString]` is met by every object.
    ownProperties: true,
    validateSchema: false,
    meta,
    logger: false,
    ...build,
  });
  for (const keyword of annotationKeywords) ajv.addKeyword(keyword);
  for (const [name, format] of Object.entries(schemaFormats)) ajv.addFormat(name, format.test);
  return ajv;
}

function run(validate: ValidateFunction, value: Json): readonly ErrorObject[] {
  validate(value);
  return [...(validate.errors ?? [])];
}

function missing(part: string): never {
  throw new Error(`The schema has no part ${part}.`);
}
