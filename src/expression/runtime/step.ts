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
  if (count !== 1) return list;
  if (last && Array.isArray(first) && !(first instanceof Sequence)) return first;
  addResult(run, list, first);
  return list;
}

/**
 * A step that is a plain name, over a list of records of which none has an array there: what most lists
 * are. Undefined for any other.
 */
function nameOver(run: Run, input: readonly unknown[], name: string): Sequence | undefined {
  // Every object answers to these, by its prototype.
  if (name in Object.prototype) return undefined;
  const list = new Sequence();
  for (let index = 0; index < input.length; index++) {
    run.tick();
    const item = input[index];
    if (typeof item !== "object" || item === null) continue;
    if (Array.isArray(item)) return undefined;
    const value = (item as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) continue;
    if (typeof value === "object" && Array.isArray(value)) return undefined;
    run.push(list, value);
  }
  return list;
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
    list = nameOver(run, list, name) ?? step(run, list, (item) => unwrap(lookup(run, item, name)), isLast);
    if (list.length === 0) break;
  }
  return list as unknown[];
}
