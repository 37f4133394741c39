import { UsageError } from "../../model/usage-error.ts";

/** A timestamp begins with a year, a store with a scheme. */
const looksLikeTime = /^\d/;

/**
 * Tells the two things apart that `--to` says: until when, and where to.
 *
 * @throws UsageError when one of them is missing or given twice
 */
export function splitTo(values: readonly string[]): { readonly to: string; readonly target: string } {
  const [to, ...moreTimes] = values.filter((value) => looksLikeTime.test(value));
  const [target, ...moreTargets] = values.filter((value) => !looksLikeTime.test(value));
  if (to !== undefined && target !== undefined && moreTimes.length + moreTargets.length === 0)
    return { to, target };
  throw new UsageError([
    {
      code: "invalid-to",
      severity: "error",
      summary: "--to is given twice: once for the last instant, once for the store.",
      expected: "--to 2026-11-01T00:00:00Z --to sqlite:trail.db",
      found: `${1 + moreTimes.length - (to === undefined ? 1 : 0)} times an instant, ${1 + moreTargets.length - (target === undefined ? 1 : 0)} times a store`,
    },
  ]);
}
