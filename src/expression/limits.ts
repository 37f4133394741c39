/** Bounds of one expression and of one evaluation. Going over one is an `ExpressionError`. */
export interface Limits {
  /** Characters of source text. */
  readonly source: number;
  /** Milliseconds per evaluation, looked at between steps; native work needs `runGuarded` too. */
  readonly timeout: number;
  /** Nested steps and calls of an evaluation. */
  readonly stack: number;
  /** Items of a sequence made by an evaluation. */
  readonly sequence: number;
  /** Characters of a string made by an evaluation. */
  readonly text: number;
  /** Values (counted at every level) of a result. */
  readonly result: number;
  /** Levels of nesting of a result. */
  readonly depth: number;
}

export const defaultLimits: Limits = {
  source: 16_384,
  timeout: 1_000,
  stack: 500,
  sequence: 100_000,
  text: 10_000_000,
  result: 2_000_000,
  depth: 512,
};
