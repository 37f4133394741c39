import { lookup } from "./lookup.ts";
import type { Run } from "./run.ts";
import { ConstructedArray, Sequence, unwrap } from "./sequence.ts";

/**
 * Puts the results of a step into one list: arrays are flattened, unless they were constructed.
 *
 * @param results what the step yields for each item of its input; nothing is left out beforehand
 * @param last the last step of a path yields a single array as it is
 */
function flatten(run: Run, results: readonly unknown[], last: boolean): unknown[] {
  const [first] = results;
  if (last && results.length === 1 && Array.isArray(first) && !(first instanceof Sequence)) return first;
  const list = new Sequence();
  for (const result of results) {
    if (!Array.isArray(result) || result instanceof ConstructedArray) run.push(list, result);
    else for (const item of result) run.push(list, item);
  }
  return list;
}

/** One step of a path over a list. */
export function step(
  run: Run,
  input: readonly unknown[],
  evaluate: (item: unknown) => unknown,
  last: boolean,
): unknown[] {
  const results: unknown[] = [];
  for (let index = 0; index < input.length; index++) {
    run.tick();
    const result = evaluate(input[index]);
    if (result !== undefined) results.push(result);
  }
  return flatten(run, results, last);
}

/** Steps that are plain names, over a list. */
export function namesOver(
  run: Run,
  input: readonly unknown[],
  names: readonly string[],
  from: number,
  last: boolean,
): unknown[] {
  let list: readonly unknown[] = input;
  for (let index = from; index < names.length; index++) {
    const name = names[index] ?? "";
    list = step(run, list, (item) => unwrap(lookup(run, item, name)), last && index === names.length - 1);
    if (list.length === 0) break;
  }
  return list as unknown[];
}
