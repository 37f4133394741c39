import { compile, ExpressionError, type ExpressionOptions } from "../expression/index.ts";
import type { Bindings, Expression } from "../model/expression.ts";
import type { Json } from "../model/json.ts";

/** What a description's expression gave, or why it gave nothing; the reason quotes no data. */
export type Evaluated =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly problem: string };

/** Options for all expressions of descriptions: no clock but the pinned one, nothing random, no values in errors. */
export function descriptionOptions(now: number): ExpressionOptions {
  return { now, allowEval: false, allowRandom: false, quoteValues: false };
}

/** @throws ExpressionError when the source is not an expression */
export function compileExpression(source: string, options: ExpressionOptions): Expression {
  return compile(source, options);
}

/** Evaluates without throwing. */
export function evaluate(expression: Expression, input: Json, bindings: Bindings): Evaluated {
  try {
    return { ok: true, value: expression.evaluate(input, bindings) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ok: false, problem: `an expression of its description failed (${error.code})` };
  }
}
