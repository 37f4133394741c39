import type { Finding } from "../model/finding.ts";
import { type Severity, severities } from "../model/severity.ts";

/** Findings by severity, heaviest first, then by rule; otherwise as the run has them. */
export function bySeverity(findings: Iterable<Finding>): Finding[] {
  const groups = Map.groupBy(findings, ({ severity }) => severity);
  const weight = (severity: Severity): number => severities.indexOf(severity);
  const heaviestFirst = [...groups.keys()].sort((a, b) => weight(a) - weight(b));
  return heaviestFirst.flatMap((severity) => {
    const rules = Map.groupBy(groups.get(severity) ?? [], ({ rule }) => rule);
    return [...rules.keys()].sort().flatMap((rule) => rules.get(rule) ?? []);
  });
}
