import { Failure } from "./failure.ts";
import type { Run } from "./run.ts";
import { type Tuple, TupleStream } from "./sequence.ts";
import type { Term } from "./terms.ts";

function merge(
  left: readonly unknown[],
  right: readonly unknown[],
  swap: (one: unknown, other: unknown) => boolean,
): unknown[] {
  const merged: unknown[] = [];
  let one = 0;
  let other = 0;
  while (one < left.length && other < right.length) {
    merged.push(swap(left[one], right[other]) ? right[other++] : left[one++]);
  }
  while (one < left.length) merged.push(left[one++]);
  while (other < right.length) merged.push(right[other++]);
  return merged;
}

/**
 * A stable merge sort. The comparisons and their order are part of what can be seen: a comparison may be
 * a function of the expression, and may fail.
 *
 * @param swap true when the first is to come behind the second
 */
export function mergeSort(
  list: readonly unknown[],
  swap: (one: unknown, other: unknown) => boolean,
): readonly unknown[] {
  if (list.length <= 1) return list;
  const middle = Math.floor(list.length / 2);
  const left = mergeSort(list.slice(0, middle), swap);
  const right = mergeSort(list.slice(middle), swap);
  return merge(left, right, swap);
}

/** One term of `^(…)`. */
export interface Ordering {
  readonly term: Term;
  readonly descending: boolean;
}

function isSortable(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** Negative when `one` comes first. What is missing comes last, whichever way the order goes. */
function order(one: unknown, other: unknown, descending: boolean, position: number | undefined): number {
  if (one === undefined) return other === undefined ? 0 : 1;
  if (other === undefined) return -1;
  if (!isSortable(one) || !isSortable(other)) {
    throw new Failure("T2008", { value: isSortable(one) ? other : one }, position);
  }
  if (typeof one !== typeof other) throw new Failure("T2007", { value: one, value2: other }, position);
  if (one === other) return 0;
  return one < other === descending ? 1 : -1;
}

/** `input^(…)`. Up to one item, the input itself. @throws Failure T2007, T2008 */
export function sortBy(
  run: Run,
  input: readonly unknown[],
  orderings: readonly Ordering[],
  position: number | undefined,
): readonly unknown[] {
  const tuples = input instanceof TupleStream;
  const termOf = (term: Term, item: unknown) =>
    tuples ? term((item as Tuple)["@"], item as Tuple) : term(item, undefined);
  const sorted = mergeSort(input, (one, other) => {
    run.tick();
    for (const { term, descending } of orderings) {
      const first = termOf(term, one);
      const result = order(first, termOf(term, other), descending, position);
      if (result !== 0) return result > 0;
    }
    return false;
  });
  return sorted;
}
