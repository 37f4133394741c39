/** What a message of an error may quote, beside its code. */
export interface FailureDetails {
  readonly value?: unknown;
  readonly value2?: unknown;
  readonly index?: number;
  readonly type?: string | undefined;
  readonly exp?: unknown;
  readonly functionName?: string;
  /** The sentence itself, for `$error` and `$assert`. */
  readonly message?: string;
}

/**
 * An error of an evaluation on its way out. It takes position and token from the operators and calls
 * that it passes, and becomes an `ExpressionError` at the top.
 */
export class Failure {
  readonly code: string;
  readonly details: FailureDetails;
  position: number | undefined;
  token: string | undefined;

  constructor(code: string, details: FailureDetails = {}, position?: number, token?: string) {
    this.code = code;
    this.details = details;
    this.position = position;
    this.token = token;
  }
}

/** What every thrown value is taken for while it passes through. */
export interface Located {
  position?: number | undefined;
  token?: string | undefined;
}

function isLocated(thrown: unknown): thrown is Located {
  return typeof thrown === "object" && thrown !== null;
}

/** Puts the place of an operator onto an error: the outermost operator wins. */
export function atOperator(thrown: unknown, position: number | undefined, token: string): unknown {
  if (isLocated(thrown)) {
    thrown.position = position;
    thrown.token = token;
  }
  return thrown;
}

/** Puts the place of a call onto an error of a call that it left behind: what is known already stays. */
export function atFinishedCall(
  thrown: unknown,
  position: number | undefined,
  token: string | undefined,
): unknown {
  if (isLocated(thrown)) {
    thrown.position ??= position;
    thrown.token ??= token;
  }
  return thrown;
}

/** Puts the place of a call onto an error: the outermost position and the innermost name win. */
export function atCall(thrown: unknown, position: number | undefined, token: string | undefined): unknown {
  if (isLocated(thrown)) {
    thrown.position = position ?? thrown.position;
    thrown.token ??= token;
  }
  return thrown;
}
