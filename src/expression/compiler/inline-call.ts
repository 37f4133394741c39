import { builtins } from "../functions/builtin/index.ts";
import type { Callable } from "../runtime/callable.ts";
import type { Call } from "../tree/tree.ts";
import type { Place } from "./place.ts";
import { mayBe, truth, types, type Value } from "./value.ts";

type Inliner = (args: readonly Value[], place: Place) => Value | undefined;

function exists([value]: readonly Value[]): Value | undefined {
  return value && { code: `(${value.code} !== undefined)`, type: types.boolean };
}

function boolean(value: Value, negated: boolean): Value {
  const code = negated ? `!${truth(value)}` : truth(value);
  if (!mayBe(value, types.missing)) return { code, type: types.boolean };
  return { code: `(${value.code} === undefined ? undefined : ${code})`, type: types.boolean | types.missing };
}

function count([value]: readonly Value[]): Value | undefined {
  return value && { code: `count(${value.code})`, type: types.number };
}

/** By the name of the function: what to write instead of a call with one argument. */
const inliners: Readonly<Record<string, Inliner>> = {
  exists,
  count,
  boolean: ([value]) => value && boolean(value, false),
  not: ([value]) => value && boolean(value, true),
};

/**
 * Writes a call of a built-in function as what it does, where that is short.
 *
 * @returns undefined when it has to be called
 */
export function inlineCall(
  node: Call,
  procedure: Callable,
  first: readonly Value[],
  place: Place,
): Value | undefined {
  if (node.procedure.kind !== "variable" || node.predicates.length > 0) return undefined;
  const { name } = node.procedure;
  if (builtins.get(name) !== procedure || !Object.hasOwn(inliners, name)) return undefined;
  if (first.length + node.arguments.length !== 1) return undefined;
  const args = [...first, ...node.arguments.map((arg) => place.compile(arg, place))];
  return inliners[name]?.(args, place);
}
