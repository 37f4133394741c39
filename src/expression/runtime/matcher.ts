import { LinearRegExp } from "../linear-regexp.ts";
import { type Callable, callable, type Traits } from "./callable.ts";
import { Failure } from "./failure.ts";
import type { Run } from "./run.ts";

/** What a regular expression, as a function, says of a text. */
export interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  /** A function without parameters: the next match. */
  readonly next: Callable;
}

/** Characters that are looked through in the time of a step of an evaluation. */
const charactersPerStep = 10;

const traits: Traits = { arity: 2, parameters: 2, signature: undefined };
const nextTraits: Traits = { arity: 0, parameters: 1, signature: undefined };

/**
 * A regular expression as a value: a function from a text, and an offset, to its first match there.
 *
 * @throws ExpressionError B0003 when it cannot be matched in linear time
 */
export function matcher(pattern: RegExp | undefined, position: number | undefined): Callable {
  const expression = new LinearRegExp(pattern);
  const matchAt = (run: Run, text: string, from: number): Match | undefined => {
    // It may look at the text to its end, each time anew.
    run.spend(Math.max(0, text.length - from) / charactersPerStep);
    expression.lastIndex = from;
    const found = expression.exec(text);
    if (found === null) return undefined;
    const [match, ...groups] = found;
    const next = (later: Run) => {
      if (expression.lastIndex >= text.length) return undefined;
      const following = matchAt(later, text, expression.lastIndex);
      if (following?.match === "") throw new Failure("D1004", { value: pattern?.source }, position);
      return following;
    };
    return {
      match,
      start: found.index,
      end: found.index + match.length,
      groups,
      next: callable(next, nextTraits),
    };
  };
  const body = (run: Run, [text, from]: readonly unknown[]) =>
    matchAt(run, String(text), typeof from === "number" ? from : 0);
  return callable(body, traits);
}
