/**
 * What a path yields: a list that stands for its one item when it has one, and for nothing when it has
 * none. An own class, so that no data can pass for one.
 */
export class Sequence extends Array<unknown> {
  /** `[]` was written: one item stays a list. On the prototype until it is set: most never need it. */
  declare keepSingleton: boolean;
  /** Stands for a whole input that is an array. */
  declare outerWrapper: boolean;

  /** Copies (`concat`, `slice`, …) are plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

Sequence.prototype.keepSingleton = false;
Sequence.prototype.outerWrapper = false;

/** An array that was written as a step of a path: later steps do not flatten it. */
export class ConstructedArray extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** Variables that the steps of a path have bound; `@` is the context. */
export type Tuple = Record<string, unknown>;

/** A sequence of tuples, between the steps of a path that binds variables. */
export class TupleStream extends Sequence {}

/** A sequence of one value. */
export function sequenceOf(value: unknown): Sequence {
  const sequence = new Sequence();
  sequence.push(value);
  return sequence;
}

/** The value that an expression has, given what evaluating it came to. */
export function unwrap(result: unknown): unknown {
  if (!(result instanceof Sequence) || result.length > 1 || result instanceof TupleStream) return result;
  if (result.length === 0) return undefined;
  return result.keepSingleton ? result : result[0];
}

/** What a path with `[]` came to, marked so that it stays a list even of one item. */
export function keepSingleton(result: unknown): unknown {
  const kept = result instanceof ConstructedArray ? sequenceOf(result) : result;
  if (kept instanceof Sequence) kept.keepSingleton = true;
  return kept;
}
