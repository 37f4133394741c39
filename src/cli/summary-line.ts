import { counted } from "../model/counted.ts";
import type { Run } from "../model/run.ts";
import { severities } from "../model/severity.ts";

/** What reading the tenants cost. */
export interface Usage {
  readonly requests: number;
  readonly retries: number;
}

/** The last line on stderr: what was looked at, what was found, what it cost. */
export function summaryLine({ summary, exitCode }: Run, usage: Usage, seconds: number): string {
  const failures = severities
    .filter((name) => summary.failures[name] > 0)
    .map((name) => `${summary.failures[name]} ${name}`);
  const parts = [
    counted(summary.tenants, "tenant"),
    counted(summary.policies, "policy", "policies"),
    counted(summary.rules, "rule"),
    counted(summary.records, "record"),
    `findings: ${failures.length === 0 ? "none" : failures.join(", ")}`,
    `waived: ${summary.waived}`,
    `not evaluated: ${summary.notEvaluated}`,
    counted(usage.requests, "request"),
    counted(usage.retries, "retry", "retries"),
    `${seconds.toFixed(1)} s`,
    `exit code ${exitCode}`,
  ];
  return `bylaw: ${parts.join(" · ")}`;
}
