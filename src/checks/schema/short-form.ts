import type { Json, JsonObject } from "../../model/json.ts";
import { describeValue } from "../record/describe-value.ts";
import { followPath, plainPath } from "../record/plain-path.ts";
import { pointerOf } from "../record/pointer.ts";
import { isOfType } from "./field-type.ts";

/** What is wrong at one place of a record; never holds the value. */
export interface SchemaProblem {
  readonly pointer: string;
  readonly expected: string;
  readonly found?: string;
}

/** Judges a record against `{path: type}`; a path ending in `?` may be absent or null. */
export function shortFormProblems(fields: JsonObject): (record: JsonObject) => readonly SchemaProblem[] {
  const tests = Object.entries(fields).map(([path, form]) => {
    const optional = path.endsWith("?");
    const name = optional ? path.slice(0, -1) : path;
    return { names: plainPath(name) ?? [name], optional, ...fieldForm(form) };
  });
  return (record) =>
    tests.flatMap(({ names, optional, expected, accepts }) =>
      followPath(record, names).flatMap((at) => {
        if (optional && (at.value === undefined || at.value === null)) return [];
        if (at.value !== undefined && accepts(at.value)) return [];
        return [{ pointer: pointerOf(at.names), expected, found: describeValue(at.value) }];
      }),
    );
}

function fieldForm(form: Json | undefined): {
  readonly expected: string;
  readonly accepts: (value: Json) => boolean;
} {
  if (Array.isArray(form)) {
    const allowed = new Set<Json>(form);
    const expected = `one of ${form.map((value: Json) => JSON.stringify(value)).join(", ")}`;
    return { expected, accepts: (value) => allowed.has(value) };
  }
  const name = String(form);
  return { expected: name, accepts: (value) => isOfType(value, name) === true };
}
