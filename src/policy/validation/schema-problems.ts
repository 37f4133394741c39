import type { ErrorObject } from "ajv";
import type { Json, JsonSchema } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";
import { compileSchema } from "./compiled-schema.ts";
import { type Alternatives, condenseErrors } from "./condense-errors.ts";
import { type Described, describeChoice, describeError } from "./describe-error.ts";
import { describeTypes, nameOf, oneOf } from "./describe-value.ts";
import { isKnownValid } from "./is-known-valid.ts";
import type { SchemaProblem } from "./schema-problem.ts";

/**
 * Everything that is wrong with a value, one problem per mistake.
 *
 * @param label what the value as a whole is called in messages: `the policy`, `"with"` …
 * @throws Error when the schema itself is wrong
 */
export function schemaProblems(schema: JsonSchema, value: Json, label: string): readonly SchemaProblem[] {
  if (isKnownValid(schema, value)) return [];
  const compiled = compileSchema(schema);
  const context: Described = { schema: compiled, root: value, label };
  const problems = condenseErrors(compiled, compiled.errors(value), value).map((item) =>
    "error" in item ? describeError(item.error, item.pointer, context) : describeAlternatives(item, context),
  );
  return distinct(withoutMisspelt(problems));
}

/** A missing key and an unknown one that is nearly it are one mistake. */
function withoutMisspelt(problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  const unknown = problems.filter((problem) => problem.code === "unknown-key");
  return problems.filter((problem) => {
    if (problem.code !== "missing-key") return true;
    return !unknown.some(({ pointer, key = "" }) => {
      const parent = pointer.slice(0, pointer.lastIndexOf("/"));
      return parent === problem.pointer && nearest(key, [problem.key ?? ""]) !== undefined;
    });
  });
}

/**
 * Of what is wrong with a value itself one problem is enough, and its type comes first: a number is no allowed
 * text either. Keys that are missing or unknown are a mistake each.
 */
function distinct(problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  const wrongTypes = new Set(
    problems.filter(({ code }) => code === "wrong-type").map(({ pointer }) => pointer),
  );
  const seen = new Set<string>();
  return problems.filter(({ pointer, code, summary }) => {
    if (code === "wrong-value" && wrongTypes.has(pointer)) return false;
    const key = code.startsWith("wrong-") ? `${pointer}\n${code}` : `${pointer}\n${code}\n${summary}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function describeAlternatives({ pointer, branches }: Alternatives, context: Described): SchemaProblem {
  const single = branches.map((errors) => (errors.length === 1 ? errors[0] : undefined));
  const all = single.filter((error) => error !== undefined);
  const everySingle = all.length === branches.length && all.length > 0;
  if (everySingle && all.every(isChoice)) return describeChoice(pointer, all.flatMap(choices), context);
  if (everySingle && all.every((error) => error.keyword === "required" && error.instancePath === "")) {
    const keys = all.map((error) => `"${error.params["missingProperty"]}"`);
    return {
      pointer,
      at: "key",
      code: "missing-key",
      summary: `A key is missing in ${nameOf(pointer, context.label)}.`,
      expected: oneOf(keys),
    };
  }
  const types = branches.flatMap((errors) => errors.filter(isTypeError).slice(0, 1));
  const [type] = types;
  if (type !== undefined && types.length === branches.length) {
    const expected = describeTypes(types.flatMap((error): Json[] => error.params["type"]));
    return { ...describeError(type, pointer, context), expected };
  }
  const [fewest] = [...branches].filter((errors) => errors.length > 0).sort((a, b) => a.length - b.length);
  const [error] = fewest ?? [];
  if (error === undefined) {
    return {
      pointer,
      at: "value",
      code: "wrong-value",
      summary: `${start(nameOf(pointer, context.label))} fits more than one of the allowed forms.`,
    };
  }
  return describeError(error, pointer + error.instancePath, context);
}

function isTypeError(error: ErrorObject): boolean {
  return error.keyword === "type" && error.instancePath === "";
}

function isChoice(error: ErrorObject): boolean {
  return error.instancePath === "" && (error.keyword === "const" || error.keyword === "enum");
}

function choices(error: ErrorObject): readonly Json[] {
  const list: unknown = error.params["allowedValues"];
  return Array.isArray(list) ? list : [error.params["allowedValue"]];
}

function start(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
