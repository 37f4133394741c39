import { isIn } from "./equal.ts";

/** Shorter lists are looked through faster than an index is made. */
const few = 16;
/** Longer lists do not fit into a set. */
const most = 8_000_000;

function indexOf(list: readonly unknown[]): Set<unknown> {
  const index = new Set<unknown>();
  // Faster than the constructor, which asks a sequence for an iterator.
  for (let at = 0; at < list.length; at++) index.add(list[at]);
  // Nothing is in no list, even where a list has holes.
  index.delete(undefined);
  return index;
}

/** The right side of `in`, with an index of its items once it has been asked for several times. */
export class Members {
  readonly #list: unknown;
  readonly #isLong: boolean;
  #asked = 0;
  #index: Set<unknown> | undefined;

  constructor(list: unknown) {
    this.#list = list;
    this.#isLong = Array.isArray(list) && list.length >= few && list.length <= most;
  }

  /** As `isIn`. */
  has(value: unknown): boolean {
    if (this.#index !== undefined) {
      // A set finds what is not a number, which is the same as nothing.
      return this.#index.has(value) && !Number.isNaN(value);
    }
    this.#asked += 1;
    if (!this.#isLong || this.#asked <= 2) return isIn(value, this.#list);
    this.#index = indexOf(this.#list as readonly unknown[]);
    return this.has(value);
  }
}
