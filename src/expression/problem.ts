/** A kind of mistake that is found in an expression before it is evaluated. */
export type ExpressionProblemCode =
  | "syntax"
  | "bad-pattern"
  | "too-long"
  | "unknown-function"
  | "unknown-variable"
  | "unknown-path"
  | "unknown-value"
  | "refused-function"
  | "unclosed-template"
  | "empty-template";

/** Something wrong with an expression, found without evaluating it. */
export interface ExpressionProblem {
  readonly code: ExpressionProblemCode;
  readonly severity: "error" | "warning";
  /** One sentence. */
  readonly message: string;
  /** Offset in the source, UTF-16 units. */
  readonly position: number;
  /** Units at fault; at least 1 unless the source ends there. */
  readonly length: number;
  /** What could stand there, where that is a list; as it is written in an expression. */
  readonly choices?: readonly string[];
  /** Names that may have been meant, best first, ready to be put in the place. */
  readonly suggestions: readonly string[];
}
