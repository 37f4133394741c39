import { append } from "../../runtime/append.ts";
import { deepEqual } from "../../runtime/equal.ts";
import { Failure } from "../../runtime/failure.ts";
import { invoke } from "../../runtime/invoke.ts";
import { isArrayOfNumbers, isArrayOfStrings } from "../../runtime/numeric.ts";
import type { Run } from "../../runtime/run.ts";
import { Sequence } from "../../runtime/sequence.ts";
import { mergeSort } from "../../runtime/sort.ts";
import { isTrue } from "../../runtime/truth.ts";
import { type Builtin, builtin } from "./builtin.ts";

type List = readonly unknown[] | undefined;

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** Values once each, first come first kept. Scalars are found by a set, the rest by comparison. */
function distinct(run: Run, value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const scalars = new Set<unknown>();
  const others: unknown[] = [];
  const result: unknown[] = value instanceof Sequence ? new Sequence() : [];
  for (const item of value as unknown[]) {
    run.tick();
    // NaN is not equal to itself, but a set would find it.
    if (isScalar(item) && !Number.isNaN(item)) {
      if (scalars.has(item)) continue;
      scalars.add(item);
    } else {
      const known = others.some((other) => {
        run.tick();
        return deepEqual(run, item, other);
      });
      if (known) continue;
      others.push(item);
    }
    result.push(item);
  }
  return result;
}

function sort(run: Run, list: List, comparator: unknown): List {
  if (list === undefined || list.length <= 1) return list;
  if (comparator !== undefined) {
    return mergeSort(list, (one, other) => Boolean(invoke(run, comparator, [one, other], null)));
  }
  if (!isArrayOfNumbers(list) && !isArrayOfStrings(list)) throw new Failure("D3070", { index: 1 });
  return mergeSort(list, (one, other) => (one as string | number) > (other as string | number));
}

/** Fisher and Yates, from the inside out. */
function shuffle(list: List): List {
  if (list === undefined || list.length <= 1) return list;
  const shuffled: unknown[] = [];
  for (const [index, item] of list.entries()) {
    const other = Math.floor(Math.random() * (index + 1));
    if (other !== index) shuffled[index] = shuffled[other];
    shuffled[other] = item;
  }
  return shuffled;
}

function zip(...lists: readonly unknown[]): unknown[][] {
  const lengths = lists.map((list) => (Array.isArray(list) ? list.length : 0));
  return Array.from({ length: Math.min(...lengths) }, (_, index) =>
    lists.map((list) => (list as readonly unknown[])[index]),
  );
}

/** Functions of arrays that take no functions, and `$sort`. */
export const arrays: readonly Builtin[] = [
  builtin("append", "<xx:a>", (run, first: unknown, second: unknown) => append(run, first, second)),
  builtin("distinct", "<x:x>", (run, value: unknown) => distinct(run, value)),
  builtin("reverse", "<a:a>", (_, list: List) =>
    list === undefined || list.length <= 1 ? list : list.toReversed(),
  ),
  builtin("sort", "<af?:a>", (run, list: List, comparator: unknown) => sort(run, list, comparator)),
  builtin("shuffle", "<a:a>", (_, list: List) => shuffle(list)),
  builtin("zip", "<a+>", (_: Run, ...lists: readonly unknown[]) => zip(...lists)),
  builtin("exists", "<x:b>", (_, value: unknown) => value !== undefined),
  builtin("boolean", "<x-:b>", (_, value: unknown) => (value === undefined ? undefined : isTrue(value))),
  builtin("not", "<x-:b>", (_, value: unknown) => (value === undefined ? undefined : !isTrue(value))),
];
