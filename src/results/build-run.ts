import type { Dataset } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { type Run, type RunDataset, type RunTenant, type RunWaiver, runSchemaVersion } from "../model/run.ts";
import type { Severity } from "../model/severity.ts";
import type { Waiver } from "../model/waiver.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { applyWaivers } from "./apply-waivers.ts";
import { runExitCode } from "./exit-code.ts";
import { fingerprint } from "./fingerprint.ts";
import { maskSensitive } from "./mask.ts";
import { rollUpControls } from "./roll-up-controls.ts";
import { type Identified, sortFindings } from "./sort-findings.ts";
import { summarize, summarizeRules } from "./summarize.ts";

export interface RunInput {
  readonly tool: { readonly name: string; readonly version: string };
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  /** The instant by which waivers are judged; not before `now`. */
  readonly waiversAt: number;
  readonly tenants: readonly RunTenant[];
  readonly datasets: readonly Dataset[];
  readonly policies: readonly Policy[];
  readonly results: readonly RuleResult[];
  readonly waivers: readonly Waiver[];
  readonly diagnostics: readonly Diagnostic[];
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  readonly failOn: Severity;
}

/** Turns what the engine found into the result document. The steps run in this order and no other. */
export function buildRun(input: RunInput): Run {
  const candidates = input.results.flatMap((result) => result.candidates);
  const waived = applyWaivers(candidates, input.waivers, input.waiversAt);
  const masked = maskSensitive(waived.candidates);
  // Each by what it was before it was masked: that tells findings apart.
  const findings = sortFindings(masked, waived.candidates.map(fingerprint)).map(findingOf);
  const rules = summarizeRules(input.policies, input.results, findings, input.datasets);
  const datasets = input.datasets.map(describe);
  const diagnostics = [...input.diagnostics, ...waived.waivers.flatMap(waiverDiagnostic)];
  const { tenants, policies, failOn } = input;
  const summary = summarize({ tenants, policies, rules, datasets, findings, failOn });
  return {
    schemaVersion: runSchemaVersion,
    tool: input.tool,
    now: formatTimestamp(input.now),
    tenants,
    datasets,
    rules,
    findings,
    frameworks: rollUpControls(rules, findings),
    waivers: waived.waivers,
    diagnostics,
    plugins: input.plugins,
    summary,
    exitCode: runExitCode(summary, rules, diagnostics),
  };
}

/** Made in their order: reports go through them a few times, and what lies in order in memory is read at once. */
function findingOf({ candidate, print }: Identified): Finding {
  const { remediation, controls, waived, resource } = candidate;
  const finding: { -readonly [Key in keyof Finding]: Finding[Key] } = {
    rule: candidate.rule,
    status: candidate.status,
    severity: candidate.severity,
    tenant: candidate.tenant,
    resource: { type: resource.type, id: resource.id, name: resource.name },
    message: candidate.message,
    location: candidate.location,
    evidence: candidate.evidence,
    fingerprint: print,
  };
  if (remediation !== undefined) finding.remediation = remediation;
  if (controls !== undefined) finding.controls = controls;
  if (waived !== undefined) finding.waived = waived;
  return finding;
}

function describe(dataset: Dataset): RunDataset {
  const { name, source, tenant, parameters, count, ledger } = dataset;
  return {
    name,
    source: source.name,
    tenant,
    parameters,
    resource: source.resource.type,
    records: count,
    complete: ledger.reasons.length === 0,
    reasons: ledger.reasons,
    ...(ledger.notApplicable === undefined ? {} : { notApplicable: ledger.notApplicable }),
  };
}

/** A waiver that does nothing is reported: it hides a typo, or can be deleted. */
function waiverDiagnostic(waiver: RunWaiver): readonly Diagnostic[] {
  if (waiver.state === "applied") return [];
  const { rule, owner, expires, location } = waiver;
  return [
    waiver.state === "expired"
      ? {
          code: "expired-waiver",
          severity: "warning",
          summary: `The waiver of ${owner} for ${rule} expired at ${expires}; what it covered fails again.`,
          suggestions: ["Fix the findings and delete the waiver, or agree on a new end date."],
          location,
        }
      : {
          code: "unused-waiver",
          severity: "warning",
          summary: `The waiver of ${owner} for ${rule} matches no finding.`,
          suggestions: ["Delete it if the finding is gone; check its selectors if it is not."],
          location,
        },
  ];
}
