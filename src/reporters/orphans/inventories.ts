import type { Evidence, Finding } from "../../model/finding.ts";
import type { ReportOptions } from "../../model/reporter.ts";
import type { Run, RunDataset, RunRule } from "../../model/run.ts";
import { UsageError } from "../../model/usage-error.ts";

/** One rule of the check `orphans` in one tenant: what it read and what it found. */
export interface Inventory {
  readonly rule: RunRule;
  readonly tenant: string;
  readonly judged: RunDataset;
  /** The judged dataset and the others that it read. */
  readonly datasets: readonly RunDataset[];
  readonly findings: readonly Finding[];
}

/**
 * The inventories of a run that a report is about: those that the settings `rule` and `tenant` choose, else all
 * of flows.
 *
 * @throws UsageError when there is none, because an empty report would read as "no orphans"
 */
export function inventories(run: Run, settings: ReportOptions["settings"], format: string): Inventory[] {
  const { rule: id, tenant: name } = settings;
  const all = run.rules.filter(({ check }) => check === "orphans").flatMap((rule) => ofRule(run, rule));
  const chosen = all.filter(
    ({ rule, tenant, judged }) =>
      (id === undefined ? judged.resource === "flow" : rule.id === id) &&
      (name === undefined || tenant === name),
  );
  if (chosen.length > 0) return chosen;
  const known = all.map(({ rule, tenant, judged }) => `${rule.id} (${judged.resource}, tenant ${tenant})`);
  throw new UsageError([
    {
      code: "nothing-to-report",
      severity: "error",
      summary: `Format '${format}' has nothing to tell: no rule of the run fits.`,
      expected:
        id === undefined && name === undefined
          ? "a rule with 'check: orphans' that judges flows, and a tenant that it was evaluated in"
          : `a rule with 'check: orphans' ${[id, name].filter((each) => each !== undefined).join(" in tenant ")}`,
      found: known.length === 0 ? "no rule with 'check: orphans'" : known.slice(0, 5).join(", "),
      ...(known.length === 0 ? {} : { suggestions: [`Name one: -f ${format}:rule=policy/rule.`] }),
    },
  ]);
}

function ofRule(run: Run, rule: RunRule): Inventory[] {
  return rule.reads.flatMap(({ tenant, datasets: places }) => {
    const datasets = places.flatMap((place) => run.datasets[place] ?? []);
    const [judged] = datasets;
    if (judged === undefined) return [];
    const findings = run.findings.filter((finding) => finding.rule === rule.id && finding.tenant === tenant);
    return [{ rule, tenant, judged, datasets, findings }];
  });
}

/** What named evidence of a finding says. */
export function fact({ evidence }: Finding, name: string): string | undefined {
  return evidence.find((each: Evidence) => each.name === name)?.found;
}
