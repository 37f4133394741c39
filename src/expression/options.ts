import type { Bindings } from "../model/expression.ts";
import type { ExpressionFunction } from "../model/registry.ts";
import type { Limits } from "./limits.ts";

/** How expressions are compiled. Keep one object per purpose: compiled expressions are cached by it. */
export interface ExpressionOptions {
  /** `reference` evaluates by the jsonata library. Default: compiled to JavaScript, the same semantics. */
  readonly engine?: "compiled" | "reference";
  /** Pins `$now()` and `$millis()`, epoch milliseconds. Default: the clock of the machine, as in JSONata. */
  readonly now?: number;
  /** Values of `$name` in every evaluation; bindings of an evaluation come before them. */
  readonly variables?: Bindings;
  /**
   * Names of bindings whose objects and lists are never changed while they are in use. What is looked up in
   * them is indexed once, not for every evaluation.
   */
  readonly unchanging?: readonly string[];
  /** Functions beside JSONata's. */
  readonly functions?: readonly ExpressionFunction[];
  readonly limits?: Partial<Limits>;
  /** False makes `$eval` fail. Default true. */
  readonly allowEval?: boolean;
  /** False makes `$random` and `$shuffle` fail. Default true. */
  readonly allowRandom?: boolean;
  /** False keeps values of the data out of error messages. Default true, as in JSONata. */
  readonly quoteValues?: boolean;
}
