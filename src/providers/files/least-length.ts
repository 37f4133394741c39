import { isReservedKey } from "../../model/reserved-keys.ts";

/** Deepest nesting of a record. */
const maxDepth = 128;

type Members = Readonly<Record<string, unknown>>;

/**
 * How many characters JSON text for a record has at least: its brackets, commas, colons and quotes, its keys and
 * texts as they are, each number in its shortest form. Text with fewer than five characters more repeats no key, since
 * that would take as many (`"":0,`). Counting so costs a fraction of looking for the keys in the text.
 *
 * @returns minus infinity for what has to be looked at closely: a number that a double does not hold, or a negative
 * zero, a reserved key, nesting deeper than a record's
 */
export function leastLength(record: Members): number {
  return lengthOfObject(record, maxDepth);
}

function lengthOf(value: unknown, depth: number): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "number") return lengthOfNumber(value);
  if (typeof value === "boolean") return value ? 4 : 5;
  if (value === null) return 4;
  if (depth === 0) return Number.NEGATIVE_INFINITY;
  return Array.isArray(value) ? lengthOfList(value, depth) : lengthOfObject(value as Members, depth);
}

function lengthOfList(list: readonly unknown[], depth: number): number {
  let length = list.length === 0 ? 2 : 1;
  for (let index = 0; index < list.length; index++) length += lengthOf(list[index], depth - 1) + 1;
  return length;
}

/** By `for … in`, which needs no list of the keys; what was parsed inherits none. */
function lengthOfObject(object: Members, depth: number): number {
  let length = 1;
  for (const key in object) {
    if (isReservedKey(key)) return Number.NEGATIVE_INFINITY;
    const value = object[key];
    length += key.length + 4 + (typeof value === "string" ? value.length + 2 : lengthOf(value, depth - 1));
  }
  return length === 1 ? 2 : length;
}

function lengthOfNumber(number: number): number {
  if (Number.isSafeInteger(number)) return lengthOfInteger(number);
  if (Number.isInteger(number) || !Number.isFinite(number)) return Number.NEGATIVE_INFINITY;
  // `0.5`; with zeros behind the point `1e-9` is shorter than what `String` gives.
  return Math.abs(number) < 0.1 ? 3 : String(number).length;
}

/** `1000` is shorter as `1e3`. */
function lengthOfInteger(number: number): number {
  if (number === 0) return Object.is(number, -0) ? Number.NEGATIVE_INFINITY : 1;
  const size = Math.abs(number);
  let digits = number < 0 ? 2 : 1;
  for (let limit = 10; limit <= size; limit *= 10) digits++;
  if (size % 1000 !== 0) return digits;
  let zeros = 3;
  for (let unit = 10_000; size % unit === 0; unit *= 10) zeros++;
  return digits - zeros + (zeros < 10 ? 2 : 3);
}
