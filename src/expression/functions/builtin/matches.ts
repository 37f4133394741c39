import { isCallable } from "../../runtime/callable.ts";
import { Failure } from "../../runtime/failure.ts";
import { invoke } from "../../runtime/invoke.ts";
import type { Match } from "../../runtime/matcher.ts";
import type { Run } from "../../runtime/run.ts";

function looksLikeMatch(value: unknown): boolean {
  if (!value) return true;
  const { start, end, groups, next } = value as Partial<Record<keyof Match, unknown>>;
  return typeof start === "number" || typeof end === "number" || Array.isArray(groups) || isCallable(next);
}

/** True while there was a match. */
export function isFound(value: unknown): value is Match {
  return value !== undefined;
}

/**
 * What a matcher says: a regular expression, or any function that behaves like one.
 *
 * @throws Failure T1010 when it says something else
 */
export function nextMatch(run: Run, matcher: unknown, args: readonly unknown[]): unknown {
  const result = invoke(run, matcher, args, null);
  if (!looksLikeMatch(result)) throw new Failure("T1010");
  return result;
}
