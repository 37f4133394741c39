import type { Run } from "./run.ts";
import { ConstructedArray } from "./sequence.ts";

/**
 * Adds an item of `[…]` to an array being made: what is a list becomes several items.
 *
 * @param whole the item is written as an array itself, and stays one
 */
export function addItem(run: Run, array: unknown[], value: unknown, whole: boolean): void {
  if (value === undefined) return;
  if (whole || !Array.isArray(value)) array.push(value);
  else for (const item of value) array.push(item);
  if (!whole) run.assertLength(array.length);
}

/** The array that was made; one at an end of a path is marked, so that it is not flattened there. */
export function finishArray(array: unknown[], constructed: boolean): unknown[] {
  return constructed ? ConstructedArray.from(array) : array;
}
