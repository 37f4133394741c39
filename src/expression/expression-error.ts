/** What went wrong while parsing or evaluating, beside the sentence. */
export interface ExpressionErrorDetails {
  readonly code: string;
  readonly message: string;
  readonly position?: number | undefined;
  readonly token?: string | undefined;
  readonly cause?: unknown;
}

/**
 * An expression that cannot be parsed, or whose evaluation failed.
 *
 * `code` is JSONata's (`S…` syntax, `T…` types, `D…` values) or one of ours, which start with `B`:
 * see `ownCodes`. `position` is JSONata's: the offset in the source behind the token at fault.
 */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly code: string;
  /** Written to by JSONata while an error of a function passes through it. */
  position?: number;
  token?: string;

  constructor(details: ExpressionErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    if (details.position !== undefined) this.position = details.position;
    if (details.token !== undefined) this.token = details.token;
  }
}

/** Our codes beside JSONata's, with their sentences. */
export const ownCodes = {
  B0001: "The expression is longer than the limit",
  B0002: "The expression is nested too deeply",
  B0003:
    "The regular expression is not valid, or cannot be matched in linear time (look-around, back-references)",
  B1001: "The evaluation is nested too deeply",
  B1002: "A string grew beyond the limit",
  B1003: "The result is not JSON: it holds a function or an object of the host",
  B1004: "The result is too large, nested too deeply, or contains itself",
  B1005: "This function is not allowed here",
  B1006: "The expression failed inside the evaluator",
  B1007: "The evaluation was stopped by the watchdog",
  B1008: "A record carries a key that JSONata keeps for itself",
  B3001: "Expected an RFC 3339 timestamp with a zone, such as 2026-01-31T12:00:00Z",
  B3002: "Expected an ISO 8601 duration, such as P90D or PT2H",
  B3003: "The function failed",
} as const;

export type OwnCode = keyof typeof ownCodes;

/** An error with one of our codes and its sentence. */
export function ownError(
  code: OwnCode,
  at: { position?: number; token?: string; cause?: unknown } = {},
): ExpressionError {
  return new ExpressionError({ code, message: ownCodes[code], ...at });
}
