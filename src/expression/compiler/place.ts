import type { Expression } from "../tree/tree.ts";
import type { Code, Local } from "./code.ts";
import type { Program } from "./program.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** Where a piece of an expression is compiled to. */
export interface Place {
  readonly program: Program;
  /** What a `$name` stands for when nothing binds it. */
  readonly globals: ReadonlyMap<string, unknown>;
  /** Names of bindings that hold the same data in every evaluation. */
  readonly unchanging: ReadonlySet<string>;
  /** The function being written. */
  readonly code: Code;
  readonly scope: Scope;
  /** The value of `$`. */
  readonly context: Local;
  /** Nodes around, up to the function's body: what JSONata counts as its stack. */
  readonly depth: number;
  /** Branches around: code that may not be run, or more than once. */
  readonly branch: number;
  compile(node: Expression, place: Place): Value;
}
