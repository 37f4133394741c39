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
    count(summary.tenants, "tenant"),
    count(summary.policies, "policy", "policies"),
    count(summary.rules, "rule"),
    count(summary.records, "record"),
    `findings: ${failures.length === 0 ? "none" : failures.join(", ")}`,
    `waived: ${summary.waived}`,
    `not evaluated: ${summary.notEvaluated}`,
    count(usage.requests, "request"),
    count(usage.retries, "retry", "retries"),
    `${seconds.toFixed(1)} s`,
    `exit code ${exitCode}`,
  ];
  return `bylaw: ${parts.join(" · ")}`;
}

function count(value: number, one: string, many = `${one}s`): string {
  return `${value} ${value === 1 ? one : many}`;
}
