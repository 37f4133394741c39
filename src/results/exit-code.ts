import type { Diagnostic } from "../model/diagnostic.ts";
import type { RunRule, RunSummary } from "../model/run.ts";
import { isAtLeast, severities } from "../model/severity.ts";

/** What the exit codes mean; 70 and signals are the command line's. */
export const exitCodes = {
  passed: 0,
  failed: 1,
  invalid: 2,
  inconclusive: 3,
  internal: 70,
} as const;

/**
 * The verdict of a run: a proven failure at or above `failOn` outweighs what could not be
 * evaluated, and 0 is left only for a run in which every rule was evaluated.
 */
export function runExitCode(
  summary: RunSummary,
  rules: readonly RunRule[],
  diagnostics: readonly Diagnostic[],
): number {
  const failed = severities.some(
    (severity) => summary.failures[severity] > 0 && isAtLeast(severity, summary.failOn),
  );
  if (failed) return exitCodes.failed;
  const nothing = !rules.some((rule) => rule.status === "pass" || rule.status === "fail");
  const troubled = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  return nothing || troubled || summary.notEvaluated > 0 ? exitCodes.inconclusive : exitCodes.passed;
}
