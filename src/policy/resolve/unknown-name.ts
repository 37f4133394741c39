import { nearest } from "../../model/nearest.ts";
import type { Problem } from "../text/diagnose.ts";
import { oneOf } from "../validation/describe-value.ts";

/**
 * A name that leads nowhere, with the one that may have been meant.
 *
 * @param kind what it should name: `check`, `data source` …
 */
export function unknownName(kind: string, name: string, known: readonly string[]): Problem {
  const guess = nearest(name, known);
  return {
    code: `unknown-${kind.replaceAll(" ", "-")}`,
    summary: `There is no ${kind} "${name}".`,
    ...(known.length === 0 ? {} : { expected: oneOf([...known].sort()) }),
    ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
  };
}
