import { isArrayOfNumbers, isNumeric } from "./numeric.ts";
import type { Run } from "./run.ts";
import { Sequence, type Tuple, TupleStream } from "./sequence.ts";
import type { Term } from "./terms.ts";
import { isTrue } from "./truth.ts";

function asList(input: unknown): readonly unknown[] {
  return Array.isArray(input) ? input : [input];
}

/** `input[index]`: from the end when negative. An array that is found is not put into a sequence. */
export function itemAt(input: unknown, index: number): unknown[] {
  const list = asList(input);
  const whole = Math.floor(index);
  const item: unknown = list[whole < 0 ? list.length + whole : whole];
  if (Array.isArray(item)) return item;
  const found = input instanceof TupleStream ? new TupleStream() : new Sequence();
  if (item !== undefined) found[0] = item;
  return found;
}

/** As `itemAt`, for where a sequence of one item and the item are the same. */
export function pick(input: unknown, index: number): unknown {
  if (Array.isArray(input)) return input[index < 0 ? input.length + index : index];
  return index === 0 || index === -1 ? input : undefined;
}

/**
 * How often a predicate's result keeps the item at an index: numbers name indexes, anything else is
 * taken for true or false.
 */
export function keeps(result: unknown, index: number, length: number): number {
  if (typeof result === "boolean") return result ? 1 : 0;
  const indexes = isNumeric(result) ? [result] : result;
  if (!isArrayOfNumbers(indexes)) return isTrue(result) ? 1 : 0;
  let count = 0;
  for (const one of indexes) {
    const whole = Math.floor(one);
    if ((whole < 0 ? length + whole : whole) === index) count += 1;
  }
  return count;
}

/** `input[predicate]` for a predicate that is not a number as written. */
export function filter(run: Run, input: unknown, predicate: Term): Sequence {
  const list = asList(input);
  const tuples = input instanceof TupleStream;
  const kept = tuples ? new TupleStream() : new Sequence();
  for (let index = 0; index < list.length; index++) {
    run.tick();
    const item = list[index];
    const result = tuples ? predicate((item as Tuple)["@"], item as Tuple) : predicate(item, undefined);
    for (let count = keeps(result, index, list.length); count > 0; count--) run.push(kept, item);
  }
  return kept;
}
