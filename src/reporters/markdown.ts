import type { Finding } from "../model/finding.ts";
import type { Reporter } from "../model/reporter.ts";
import type { ControlStatus, Run, RunFramework } from "../model/run.ts";
import { severities } from "../model/severity.ts";
import { conclusion } from "./conclusion.ts";
import { evidenceText } from "./evidence-text.ts";
import { type FindingKind, findingKinds, kindOf } from "./finding-kinds.ts";
import { bySeverity } from "./finding-order.ts";
import { type ByteBudget, byteBudget } from "./markdown/byte-budget.ts";
import { cappedRows, codeCell, tableHead, tableRow, textCell } from "./markdown/table-rows.ts";
import { notEvaluatedReasons, notEvaluatedRules } from "./not-evaluated.ts";
import { placeText } from "./place-text.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";
import { resourceText } from "./resource-text.ts";
import { shownEvidence } from "./shown-evidence.ts";
import { summaryLine } from "./summary-line.ts";
import { unmappedRules } from "./unmapped-rules.ts";

/** A job summary over 1 MiB is refused as a whole; the rest is for headings and closing lines. */
const mostBytes = 900_000;

/** GitHub Markdown: conclusion, numbers, what was not evaluated, findings. */
export const markdownReporter: Reporter = { ...reporterDescriptions.markdown, render };

const titles: Readonly<Record<FindingKind, string>> = {
  failed: "Failed",
  undecided: "Could not be evaluated",
  waived: "Waived",
  passed: "Passed",
  "not-applicable": "Not applicable",
};

interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (() => readonly string[])[];
}

function* render(run: Run): Generator<string> {
  const budget = byteBudget(mostBytes);
  yield `## bylaw: ${textCell(conclusion(run).sentence)}\n\n${textCell(summaryLine(run))}\n`;
  yield `\n${severityTable(run)}`;
  const sections = [
    ...gapSections(run),
    ...findingSections(run),
    waiverSection(run),
    ...controlSections(run),
  ];
  for (const section of sections) yield* sectionText(section, budget);
}

function* sectionText(section: Section, budget: ByteBudget): Generator<string> {
  if (section.rows.length === 0) return;
  yield `\n### ${section.title} (${section.rows.length})\n\n${tableHead(section.head)}`;
  const rows = section.rows.values().map((row) => tableRow(row()));
  yield* cappedRows(rows, section.rows.length, budget);
}

function severityTable(run: Run): string {
  const { failures, waived, notEvaluated } = run.summary;
  const cells = [...severities.map((severity) => failures[severity]), waived, notEvaluated].map(String);
  return tableHead([...severities, "waived", "rules not evaluated"]) + tableRow(cells);
}

function gapSections(run: Run): Section[] {
  const gaps = run.datasets.filter((dataset) => !dataset.complete);
  return [
    {
      title: "Rules not evaluated in full",
      head: ["rule", "status", "reason", "at"],
      rows: notEvaluatedRules(run).map((rule) => () => [
        codeCell(rule.id),
        rule.status,
        notEvaluatedReasons(rule).map(textCell).join("<br>"),
        codeCell(placeText(rule.location)),
      ]),
    },
    {
      title: "Datasets not read in full",
      head: ["tenant", "dataset", "source", "records", "reason"],
      rows: gaps.map((dataset) => () => [
        codeCell(dataset.tenant),
        codeCell(dataset.name),
        codeCell(dataset.source),
        String(dataset.records),
        gapReasons(dataset).map(textCell).join("<br>"),
      ]),
    },
    {
      title: "Diagnostics",
      head: ["severity", "code", "summary", "at"],
      rows: run.diagnostics.map((diagnostic) => () => [
        diagnostic.severity,
        codeCell(diagnostic.code),
        [diagnostic.summary, ...(diagnostic.suggestions ?? [])].map(textCell).join("<br>"),
        diagnostic.location === undefined ? "" : codeCell(placeText(diagnostic.location)),
      ]),
    },
  ];
}

function gapReasons(dataset: Run["datasets"][number]): string[] {
  const reasons = dataset.reasons.map((reason) => `${reason.code}: ${reason.message}`);
  if (dataset.notApplicable !== undefined) reasons.push(`not applicable: ${dataset.notApplicable}`);
  return reasons.length === 0 ? ["the run does not say why"] : reasons;
}

function findingSections(run: Run): Section[] {
  const byKind = Map.groupBy(run.findings, kindOf);
  return findingKinds.map((kind) => ({
    title: titles[kind],
    head: ["severity", "rule", "tenant", "resource", "message"],
    rows: bySeverity(byKind.get(kind) ?? []).map((finding) => () => findingCells(finding)),
  }));
}

function findingCells(finding: Finding): string[] {
  const { waived } = finding;
  const lines = [
    finding.message,
    ...shownEvidence(finding.evidence).slice(0, 3).map(evidenceText),
    ...(finding.remediation === undefined ? [] : [`fix: ${finding.remediation}`]),
    ...(waived === undefined ? [] : [`waived by ${waived.owner} until ${waived.expires}: ${waived.reason}`]),
  ];
  return [
    finding.severity,
    `${codeCell(finding.rule)}<br>${codeCell(placeText(finding.location))}`,
    codeCell(finding.tenant),
    codeCell(resourceText(finding.resource)),
    lines.map(textCell).join("<br>"),
  ];
}

function controlSections(run: Run): Section[] {
  const unmapped = unmappedRules(run);
  return [
    {
      title: "Controls by framework",
      head: ["framework", "passed", "failed", "unknown", "not applicable"],
      rows: run.frameworks.map((each) => () => [
        codeCell(each.framework),
        String(each.passed),
        controlCell(each, "fail"),
        controlCell(each, "unknown"),
        String(each.notApplicable),
      ]),
    },
    {
      title: "Rules of records that are mapped to no control",
      head: ["rule (records)"],
      rows: unmapped.map((line) => () => [codeCell(line)]),
    },
  ];
}

function controlCell({ controls }: RunFramework, wanted: ControlStatus): string {
  const ids = controls.filter(({ status }) => status === wanted).map(({ id }) => id);
  return ids.length === 0 ? "0" : `${ids.length}: ${textCell(ids.join(", "))}`;
}

function waiverSection(run: Run): Section {
  return {
    title: "Waivers",
    head: ["state", "rule", "findings", "owner", "expires", "reason", "at"],
    rows: run.waivers.map((waiver) => () => [
      waiver.state,
      codeCell(waiver.rule),
      String(waiver.findings),
      textCell(waiver.owner),
      textCell(waiver.expires),
      textCell(waiver.reason),
      codeCell(placeText(waiver.location)),
    ]),
  };
}
