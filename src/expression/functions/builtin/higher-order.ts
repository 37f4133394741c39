import { type Callable, isCallable } from "../../runtime/callable.ts";
import { Failure } from "../../runtime/failure.ts";
import { invoke } from "../../runtime/invoke.ts";
import type { Run } from "../../runtime/run.ts";
import { Sequence } from "../../runtime/sequence.ts";
import { isTrue } from "../../runtime/truth.ts";
import { type Builtin, builtin } from "./builtin.ts";

type List = readonly unknown[] | undefined;

/** Calls with value, position and whole, as many of them as the function takes. */
function visit(run: Run, visitor: unknown, value: unknown, at: unknown, whole: unknown): unknown {
  const arity = isCallable(visitor) ? visitor.traits.arity : 1;
  const args = arity >= 3 ? [value, at, whole] : arity === 2 ? [value, at] : [value];
  return invoke(run, visitor, args, null);
}

function map(run: Run, list: List, visitor: unknown): Sequence | undefined {
  if (list === undefined) return undefined;
  const result = new Sequence();
  for (let index = 0; index < list.length; index++) {
    const value = visit(run, visitor, list[index], index, list);
    if (value !== undefined) run.push(result, value);
  }
  return result;
}

function filter(run: Run, list: List, predicate: unknown): Sequence | undefined {
  if (list === undefined) return undefined;
  const result = new Sequence();
  for (let index = 0; index < list.length; index++) {
    if (isTrue(visit(run, predicate, list[index], index, list))) run.push(result, list[index]);
  }
  return result;
}

function single(run: Run, list: List, predicate: unknown): unknown {
  if (list === undefined) return undefined;
  let found: { readonly value: unknown } | undefined;
  for (let index = 0; index < list.length; index++) {
    const fits = predicate === undefined || isTrue(visit(run, predicate, list[index], index, list));
    if (!fits) continue;
    if (found !== undefined) throw new Failure("D3138", { index });
    found = { value: list[index] };
  }
  if (found === undefined) throw new Failure("D3139");
  return found.value;
}

function reduce(run: Run, list: List, step: Callable, initial: unknown): unknown {
  if (list === undefined) return undefined;
  const { arity } = step.traits;
  if (arity < 2) throw new Failure("D3050", { index: 1 });
  const fromFirst = initial === undefined && list.length > 0;
  let result = fromFirst ? list[0] : initial;
  for (let index = fromFirst ? 1 : 0; index < list.length; index++) {
    const args = [result, list[index], index, list].slice(0, Math.min(4, Math.max(2, arity)));
    result = invoke(run, step, args, null);
  }
  return result;
}

function each(run: Run, object: object | undefined, visitor: unknown): Sequence {
  const result = new Sequence();
  for (const [key, value] of Object.entries(object ?? {})) {
    const visited = visit(run, visitor, value, key, object);
    if (visited !== undefined) run.push(result, visited);
  }
  return result;
}

function sift(run: Run, object: object | undefined, predicate: unknown): unknown {
  const result = Object.create(null) as Record<string, unknown>;
  let any = false;
  for (const [key, value] of Object.entries(object ?? {})) {
    if (!isTrue(visit(run, predicate, value, key, object))) continue;
    result[key] = value;
    any = true;
  }
  return any ? result : undefined;
}

/** Functions that take a function. */
export const higherOrder: readonly Builtin[] = [
  builtin("map", "<af>", (run, list: List, visitor: unknown) => map(run, list, visitor)),
  builtin("filter", "<af>", (run, list: List, predicate: unknown) => filter(run, list, predicate)),
  builtin("single", "<af?>", (run, list: List, predicate: unknown) => single(run, list, predicate)),
  builtin("reduce", "<afj?:j>", (run, list: List, step: Callable, initial: unknown) =>
    reduce(run, list, step, initial),
  ),
  builtin("each", "<o-f:a>", (run, object: object | undefined, visitor: unknown) =>
    each(run, object, visitor),
  ),
  builtin("sift", "<o-f?:o>", (run, object: object | undefined, predicate: unknown) =>
    sift(run, object, predicate),
  ),
];
