import { ownError } from "./expression-error.ts";
import { LinearPattern } from "./linear-regexp.ts";

/** A user's regular expression, matched in linear time. */
export interface Pattern {
  /** True when some part of the text matches. */
  test(text: string): boolean;
}

/**
 * Compiles a regular expression in JavaScript syntax.
 *
 * @param flags any of `i`, `m`, `s`
 * @throws ExpressionError B0003 when it is not valid or needs look-around or back-references
 */
export function compilePattern(source: string, flags = ""): Pattern {
  if (!/^[ims]*$/.test(flags)) throw ownError("B0003");
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, flags);
  } catch {
    throw ownError("B0003");
  }
  return new LinearPattern(pattern);
}
