import type { Finding } from "../model/finding.ts";
import { severities } from "../model/severity.ts";

/** Findings by severity, heaviest first, then by rule; otherwise as the run has them. */
export function bySeverity(findings: Iterable<Finding>): Finding[] {
  return [...findings].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || compareUnits(a.rule, b.rule),
  );
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
