import type { Json } from "./json.ts";

/** Values of `$name` in an expression; functions are the engine's, never a caller's. */
export type Bindings = Readonly<Record<string, Json | undefined>>;

/** A JSONata expression, parsed and ready. Evaluation is synchronous. */
export interface Expression {
  readonly source: string;
  /**
   * @returns the value as plain JSON, or undefined where JSONata yields nothing
   * @throws ExpressionError with JSONata's `code`, `position` and `token`
   */
  evaluate(input: unknown, bindings?: Bindings): Json | undefined;
}
