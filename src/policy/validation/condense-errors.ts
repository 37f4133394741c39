import type { ErrorObject } from "ajv";
import { isJsonObject, type Json } from "../../model/json.ts";
import { pointerSteps } from "../text/source-node.ts";
import type { CompiledSchema } from "./compiled-schema.ts";
import { schemaPart } from "./schema-part.ts";

/** What an alternative (`anyOf`, `oneOf`) comes down to when no branch is clearly the one meant. */
export interface Alternatives {
  readonly pointer: string;
  /** Errors of each branch on its own. */
  readonly branches: readonly (readonly ErrorObject[])[];
}

/** An error worth telling: ajv's own, with its schema path and pointer made absolute, or a whole alternative. */
export type Condensed = { readonly error: ErrorObject; readonly pointer: string } | Alternatives;

/**
 * Drops what ajv says twice. For an alternative it reports every error of every branch; of these only
 * those of the branch that was meant are kept, told by the type of the value.
 *
 * @param part JSON Pointer (`#…`) of the schema the errors come from
 * @param prefix pointer of the value the errors are relative to
 */
export function condenseErrors(
  schema: CompiledSchema,
  errors: readonly ErrorObject[],
  value: Json,
  part = "#",
  prefix = "",
): readonly Condensed[] {
  const kept: Condensed[] = [];
  let index = errors.length - 1;
  while (index >= 0) {
    const error = errors[index];
    index -= 1;
    if (error === undefined || error.keyword === "if") continue;
    if (error.keyword === "anyOf" || error.keyword === "oneOf") {
      const branches = branchesOf(schema, error, value, part);
      // ajv put the errors of the branches it tried right before this one.
      index -= branches.tried;
      kept.unshift(...meant(schema, error, branches.all, value, prefix));
    } else {
      if (error.keyword === "propertyNames") {
        while (errors[index]?.propertyName === error.params["propertyName"]) index -= 1;
      }
      const schemaPath = absolutePath(schema, part, error);
      kept.unshift({ error: { ...error, schemaPath }, pointer: prefix + error.instancePath });
    }
  }
  return kept;
}

interface Branch {
  readonly part: string;
  readonly errors: readonly ErrorObject[];
}

function branchesOf(
  schema: CompiledSchema,
  error: ErrorObject,
  value: Json,
  part: string,
): { readonly all: readonly Branch[]; readonly tried: number } {
  const list = absolutePath(schema, part, error);
  const subschemas = schemaPart(schema.schema, list);
  if (!Array.isArray(subschemas)) return { all: [], tried: 0 };
  const here = valueAt(value, error.instancePath);
  const all = subschemas.map((subschema: Json, index): Branch => {
    const branch = referenceOf(subschema) ?? `${list}/${index}`;
    const errors = schema.errorsOfPart(branch, here);
    return {
      part: branch,
      errors: errors.map((each) => ({ ...each, schemaPath: absolutePath(schema, branch, each) })),
    };
  });
  const passing: unknown = error.params["passingSchemas"];
  const last = Array.isArray(passing) ? Number(passing.at(-1)) : all.length - 1;
  const tried = all.slice(0, last + 1).reduce((sum, branch) => sum + branch.errors.length, 0);
  return { all, tried };
}

/** Errors met through `$ref` carry a path from the root of the schema, others one from the part. */
function absolutePath(schema: CompiledSchema, part: string, error: ErrorObject): string {
  if (schemaPart(schema.schema, error.schemaPath) !== undefined && error.schemaPath.startsWith(`${part}/`)) {
    return error.schemaPath;
  }
  const below = part + error.schemaPath.slice(1);
  return schemaPart(schema.schema, below) === undefined ? error.schemaPath : below;
}

/** The reference of a schema that is nothing but a reference. */
function referenceOf(schema: Json): string | undefined {
  const reference = isJsonObject(schema) ? schema["$ref"] : undefined;
  return typeof reference === "string" && reference.startsWith("#") ? reference : undefined;
}

function meant(
  schema: CompiledSchema,
  error: ErrorObject,
  branches: readonly Branch[],
  value: Json,
  prefix: string,
): readonly Condensed[] {
  const pointer = prefix + error.instancePath;
  const here = valueAt(value, error.instancePath);
  const fitting = branches.filter((branch) => branch.errors.length > 0 && !branch.errors.some(isOfOtherKind));
  const [only] = fitting;
  if (only === undefined || fitting.length !== 1) {
    return [{ pointer, branches: (fitting.length > 0 ? fitting : branches).map((branch) => branch.errors) }];
  }
  return condenseErrors(schema, only.errors, here, only.part, pointer);
}

/** True when the branch is about another kind of value altogether. */
function isOfOtherKind(error: ErrorObject): boolean {
  if (error.instancePath === "") return error.keyword === "type" || error.keyword === "const";
  // A different discriminator: `{ kind: "a", … }` against the branch for `kind: "b"`.
  return error.keyword === "const" && pointerSteps(error.instancePath).length === 1;
}

/** The value at a JSON Pointer; null when there is none. */
export function valueAt(value: Json, pointer: string): Json {
  let current: Json | undefined = value;
  for (const step of pointerSteps(pointer)) {
    if (Array.isArray(current)) current = current[Number(step)];
    else if (isJsonObject(current)) current = current[step];
    else return null;
  }
  return current ?? null;
}
