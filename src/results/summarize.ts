import type { Dataset } from "../model/dataset.ts";
import type { Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import type { RuleResult } from "../model/rule-result.ts";
import type { RuleCounts, RunDataset, RunRule, RunSummary, RunTenant } from "../model/run.ts";
import { type Severity, severities } from "../model/severity.ts";
import { type Status, worstStatus } from "../model/status.ts";
import { countNotEvaluated } from "./count-not-evaluated.ts";
import { countUnmapped } from "./count-unmapped.ts";

/** One entry per rule, its tenants added up, waived failures taken out of `fail`. */
export function summarizeRules(
  policies: readonly Policy[],
  results: readonly RuleResult[],
  findings: readonly Finding[],
  datasets: readonly Dataset[],
): readonly RunRule[] {
  const waived = new Map<string, number>();
  for (const { rule, waived: waiver } of findings)
    if (waiver !== undefined) waived.set(rule, (waived.get(rule) ?? 0) + 1);
  return policies.flatMap((policy) =>
    policy.rules.map((rule) => {
      const own = results.filter((result) => result.rule.id === rule.id);
      const counts = addUp(own, waived.get(rule.id) ?? 0);
      const { id, check, title, description, remediation, controls, tags, location } = rule;
      const reasons = findings
        .filter(
          (finding) => finding.rule === id && (finding.status === "error" || finding.status === "unknown"),
        )
        .slice(0, 5)
        .map((finding) => finding.message);
      return {
        id,
        policy: policy.id,
        check,
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(remediation === undefined ? {} : { remediation }),
        status: ruleStatus(counts),
        severity:
          severities.find((severity) => rule.severity.some((branch) => branch.then === severity)) ?? "medium",
        controls,
        tags,
        location,
        counts,
        reads: own.map(({ tenant, reads }) => ({ tenant, datasets: placesOf(reads, datasets) })),
        reasons,
      };
    }),
  );
}

/** What a policy reads is a view of a dataset under the policy's own name; they share the ledger. */
function placesOf(reads: readonly Dataset[], datasets: readonly Dataset[]): readonly number[] {
  return reads
    .map((read) => datasets.findIndex((dataset) => dataset.ledger === read.ledger))
    .filter((place) => place >= 0);
}

function addUp(results: readonly RuleResult[], waived: number): RuleCounts {
  const total = { pass: 0, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived };
  for (const { counts } of results) {
    total.pass += counts.pass;
    total.fail += counts.fail;
    total.error += counts.error;
    total.unknown += counts.unknown;
    total.notApplicable += counts.notApplicable;
  }
  total.fail -= waived;
  return total;
}

/** A rule whose failures are all waived passes; one that judged nothing at all is unknown. */
function ruleStatus(counts: RuleCounts): Status {
  const found: Status[] = [];
  if (counts.pass > 0 || counts.waived > 0) found.push("pass");
  if (counts.fail > 0) found.push("fail");
  if (counts.error > 0) found.push("error");
  if (counts.unknown > 0) found.push("unknown");
  if (counts.notApplicable > 0) found.push("not-applicable");
  return found.length === 0 ? "unknown" : worstStatus(found);
}

export interface SummaryInput {
  readonly tenants: readonly RunTenant[];
  readonly policies: readonly Policy[];
  readonly rules: readonly RunRule[];
  readonly datasets: readonly RunDataset[];
  readonly findings: readonly Finding[];
  readonly failOn: Severity;
}

/** The figures of the last line. */
export function summarize({
  tenants,
  policies,
  rules,
  datasets,
  findings,
  failOn,
}: SummaryInput): RunSummary {
  const failures: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const finding of findings) {
    if (finding.status === "fail" && finding.waived === undefined) failures[finding.severity] += 1;
  }
  return {
    tenants: tenants.length,
    policies: policies.length,
    rules: rules.length,
    records: datasets.reduce((sum, dataset) => sum + dataset.records, 0),
    failures,
    waived: rules.reduce((sum, rule) => sum + rule.counts.waived, 0),
    notEvaluated: countNotEvaluated(rules),
    unmapped: countUnmapped(findings),
    failOn,
  };
}
