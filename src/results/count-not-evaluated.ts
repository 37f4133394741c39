import type { RunRule } from "../model/run.ts";

/** How many rules could not be evaluated in full. */
export function countNotEvaluated(rules: readonly RunRule[]): number {
  return rules.filter(({ counts, status }) => counts.error + counts.unknown > 0 || status === "unknown")
    .length;
}
