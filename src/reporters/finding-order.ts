import type { Finding } from "../model/finding.ts";
import { type Severity, severities } from "../model/severity.ts";

/** Findings by severity, heaviest first, then by rule; otherwise as the run has them. */
export function bySeverity(findings: Iterable<Finding>): Finding[] {
  return sortBySeverity(findings, (finding) => finding);
}

/** The same for things that are about findings. */
export function sortBySeverity<T>(items: Iterable<T>, findingOf: (item: T) => Finding): T[] {
  const groups = Map.groupBy(items, (item) => findingOf(item).severity);
  const weight = (severity: Severity): number => severities.indexOf(severity);
  const heaviestFirst = [...groups.keys()].sort((a, b) => weight(a) - weight(b));
  return heaviestFirst.flatMap((severity) => {
    const rules = Map.groupBy(groups.get(severity) ?? [], (item) => findingOf(item).rule);
    return [...rules.keys()].sort().flatMap((rule) => rules.get(rule) ?? []);
  });
}
