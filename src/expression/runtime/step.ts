import { lookup } from "./lookup.ts";
import type { Run } from "./run.ts";
import { ConstructedArray, Sequence, unwrap } from "./sequence.ts";

/** Adds what a step yields for an item: arrays are flattened, unless they were constructed. */
function addResult(run: Run, list: Sequence, result: unknown): void {
  if (!Array.isArray(result) || result instanceof ConstructedArray) run.push(list, result);
  else for (const item of result) run.push(list, item);
}

/**
 * One step of a path over a list: what it yields for each item, in one list.
 *
 * @param last the last step of a path yields a single array as it is
 */
export function step(
  run: Run,
  input: readonly unknown[],
  evaluate: (item: unknown) => unknown,
  last: boolean,
): unknown[] {
  const list = new Sequence();
  // Kept back until there is a second one.
  let first: unknown;
  let count = 0;
  for (let index = 0; index < input.length; index++) {
    run.tick();
    const result = evaluate(input[index]);
    if (result === undefined) continue;
    count += 1;
    if (count === 1) first = result;
    else {
      if (count === 2) addResult(run, list, first);
      addResult(run, list, result);
    }
  }
  return settled(run, list, first, count, last);
}

/** The list of a step, once it is known how many results there were. */
function settled(run: Run, list: Sequence, first: unknown, count: number, last: boolean): unknown[] {
  if (count !== 1) return list;
  if (last && Array.isArray(first) && !(first instanceof Sequence)) return first;
  addResult(run, list, first);
  return list;
}

/** As `step`, for a step that is a plain name: nothing is called for what most lists hold. */
function nameOver(run: Run, input: readonly unknown[], name: string, last: boolean): unknown[] {
  // Every object answers to these, by its prototype.
  const inherited = name in Object.prototype;
  const list = new Sequence();
  let first: unknown;
  let count = 0;
  for (let index = 0; index < input.length; index++) {
    run.tick();
    const item = input[index];
    const direct = !inherited && typeof item === "object" && item !== null && !Array.isArray(item);
    let result = direct ? (item as Readonly<Record<string, unknown>>)[name] : lookup(run, item, name);
    if (Array.isArray(result)) result = unwrap(result);
    if (result === undefined) continue;
    count += 1;
    if (count === 1) first = result;
    else {
      if (count === 2) addResult(run, list, first);
      addResult(run, list, result);
    }
  }
  return settled(run, list, first, count, last);
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
    const isLast = last && index === names.length - 1;
    list = nameOver(run, list, name, isLast);
    if (list.length === 0) break;
  }
  return list as unknown[];
}
