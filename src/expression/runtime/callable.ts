import type { Run } from "./run.ts";
import type { Signature } from "./signature.ts";

/** What is known of a function without calling it. */
export interface Traits {
  /** How many arguments `$map` and its like pass. */
  readonly arity: number;
  /** How many parameters a partial application may fill, or the code it fails with. */
  readonly parameters: number | "S0202" | "S0208";
  readonly signature: Signature | undefined;
}

/** A function's code, once its arguments are checked. */
export type Body = (run: Run, args: readonly unknown[], context: unknown) => unknown;

/**
 * A function as a value of JSONata. It is a function of JavaScript too, so one `typeof` tells it from
 * data, and data can never pass for one.
 */
export interface Callable extends Body {
  traits: Traits;
}

/** Makes a function value of its code. The code must be a function of its own: it is marked. */
export function callable(body: Body, traits: Traits): Callable {
  const made = body as Callable;
  made.traits = traits;
  return made;
}

/** True for a function value. */
export function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}
