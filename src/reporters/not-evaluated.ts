import { counted } from "../model/counted.ts";
import type { Run, RunRule } from "../model/run.ts";

/** Rules that say less than they should: not evaluated, or not for all data. */
export function notEvaluatedRules(run: Run): RunRule[] {
  return run.rules.filter(isNotEvaluated);
}

/** True when a rule's status is not, or not only, the result of evaluating it on all data. */
export function isNotEvaluated(rule: RunRule): boolean {
  if (rule.status === "error" || rule.status === "unknown") return true;
  if (rule.counts.error > 0 || rule.counts.unknown > 0) return true;
  return rule.status === "fail" && rule.reasons.length > 0;
}

/** Why, in sentences; never empty. */
export function notEvaluatedReasons(rule: RunRule): readonly string[] {
  const undecided = rule.counts.error + rule.counts.unknown;
  if (rule.reasons.length > 0) return rule.reasons;
  if (undecided > 0) return [`${counted(undecided, "resource")} could not be evaluated`];
  return ["the run does not say why"];
}
