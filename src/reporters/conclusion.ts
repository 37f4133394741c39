import { counted } from "../model/counted.ts";
import type { Run } from "../model/run.ts";
import { isAtLeast, severities } from "../model/severity.ts";
import { notEvaluatedRules } from "./not-evaluated.ts";

export interface Conclusion {
  readonly state: "passed" | "failed" | "inconclusive" | "invalid" | "broken" | "interrupted";
  /** `failed: 2 findings at or above high (exit code 1)`. */
  readonly sentence: string;
}

/**
 * What the run comes to, in one sentence. It never says more than the run proves: a run that evaluated
 * nothing did not pass, whatever its exit code.
 */
export function conclusion(run: Run): Conclusion {
  const [state, text] = conclude(run);
  return { state, sentence: `${state}: ${text} (exit code ${run.exitCode})` };
}

function conclude(run: Run): [Conclusion["state"], string] {
  if (run.exitCode === 70) return ["broken", "internal error; the result is not usable"];
  if (run.exitCode > 128) return ["interrupted", "the run was stopped; the result is not complete"];
  if (run.exitCode === 2) return ["invalid", invalidText(run)];
  const failures = failuresThatCount(run);
  if (run.exitCode === 1 || failures > 0) return ["failed", failedText(run, failures)];
  const gap = gapText(run);
  if (gap !== undefined) return ["inconclusive", gap];
  if (run.exitCode !== 0) return ["inconclusive", "the run did not see everything it had to"];
  return ["passed", passedText(run)];
}

/** Failures at or above the run's threshold, waived ones not counted. */
function failuresThatCount(run: Run): number {
  return severities
    .filter((severity) => isAtLeast(severity, run.summary.failOn))
    .reduce((sum, severity) => sum + run.summary.failures[severity], 0);
}

function invalidText(run: Run): string {
  const errors = run.diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  return errors === 0
    ? "usage, configuration or policies are wrong"
    : `${counted(errors, "error")} to correct`;
}

function failedText(run: Run, failures: number): string {
  const gap = gapText(run);
  const text = `${counted(failures, "finding")} at or above ${run.summary.failOn}`;
  return gap === undefined ? text : `${text}; besides, ${gap}`;
}

function passedText(run: Run): string {
  const below = severities.reduce((sum, severity) => sum + run.summary.failures[severity], 0);
  if (below === 0) return "everything was evaluated and nothing failed";
  return `everything was evaluated; ${counted(below, "finding")}, none at or above ${run.summary.failOn}`;
}

/** What stands between this run and a pass, or undefined. */
function gapText(run: Run): string | undefined {
  const open = Math.max(notEvaluatedRules(run).length, run.summary.notEvaluated);
  if (open > 0) return `${counted(open, "rule")} of ${run.rules.length} not evaluated in full`;
  if (run.rules.length === 0) return "there is no rule, so nothing was evaluated";
  if (!run.rules.some(isEvaluated)) return "no rule applied to anything, so nothing was evaluated";
  return undefined;
}

function isEvaluated(rule: Run["rules"][number]): boolean {
  return rule.status === "pass" || rule.counts.pass + rule.counts.fail + rule.counts.waived > 0;
}
