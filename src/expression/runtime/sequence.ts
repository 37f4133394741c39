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
  sequence[0] = value;
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

/** The value of `$`: what a wrapper stands for. */
export function contextValue(context: unknown): unknown {
  if (!(context instanceof Sequence)) return context;
  return context.outerWrapper ? context[0] : unwrap(context);
}

/**
 * The value of a path, given what its last step came to for the only item before it: a sequence counts for
 * its items, marked or not.
 */
export function pathValue(result: unknown): unknown {
  if (!(result instanceof Sequence) || result.length > 1) return result;
  return result[0];
}

/** What a path with `[]` behind it came to: a sequence is marked. */
export function keepArray(result: unknown): unknown {
  if (result instanceof Sequence) result.keepSingleton = true;
  return result;
}

/**
 * The result of a path's last step as the list that it stands for: one value becomes a sequence, which
 * marks can be put on.
 */
export function resultList(result: unknown): unknown {
  if (result === undefined) return undefined;
  if (result instanceof Sequence) return Sequence.from(result);
  return Array.isArray(result) ? result : sequenceOf(result);
}

/** True for a value that stands for its items in the next step of a path. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && !(value instanceof ConstructedArray);
}
