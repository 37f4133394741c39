import { counted } from "../../model/counted.ts";
import type { Finding } from "../../model/finding.ts";
import type { Run } from "../../model/run.ts";
import { evidenceText } from "../evidence-text.ts";
import { type FindingKind, findingKinds, kindOf } from "../finding-kinds.ts";
import { bySeverity } from "../finding-order.ts";
import { placeText } from "../place-text.ts";
import { resourceText } from "../resource-text.ts";
import { shownEvidence } from "../shown-evidence.ts";
import { cell } from "./cell.ts";
import type { Layout } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** Rows over all tables of findings. */
const mostRows = 200;
const mostEvidence = 3;
const mostTallies = 20;

const titles: Readonly<Record<FindingKind, string>> = {
  failed: "Failed",
  undecided: "Could not be evaluated",
  waived: "Waived",
  passed: "Passed",
  "not-applicable": "Not applicable",
};

/** The findings, by kind, severity and rule. */
export function* findingSections(run: Run, layout: Layout, paint: Paint): Generator<string> {
  let room = mostRows;
  for (const kind of findingKinds) {
    const all = bySeverity(run.findings.filter((finding) => kindOf(finding) === kind));
    if (all.length === 0) continue;
    yield `\n${paint(`${titles[kind]}: ${counted(all.length, "finding")}`, "strong")}\n`;
    if (kind === "not-applicable") {
      yield* tallies(all);
      continue;
    }
    const shown = all.slice(0, room);
    room -= shown.length;
    for (const group of groups(shown)) yield* groupText(group, run.tenants.length > 1, layout, paint);
    if (all.length > shown.length) yield `… ${all.length - shown.length} more, see -f json\n`;
  }
}

/** What did not apply is told per rule and reason: nobody has to act on a single one. */
function* tallies(findings: readonly Finding[]): Generator<string> {
  const counts = new Map<string, number>();
  for (const { rule, message } of findings) {
    const line = `${cell(rule)}: ${cell(message)}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  let room = mostTallies;
  for (const [line, count] of counts) {
    if (room-- === 0) {
      yield `- … ${counts.size - mostTallies} more reasons, see -f json\n`;
      return;
    }
    yield `- ${count} × ${line}\n`;
  }
}

/** Runs of findings with the same severity and rule. */
function groups(sorted: readonly Finding[]): Finding[][] {
  const result: Finding[][] = [];
  let last: Finding | undefined;
  for (const finding of sorted) {
    const same = last !== undefined && last.rule === finding.rule && last.severity === finding.severity;
    if (same) result.at(-1)?.push(finding);
    else result.push([finding]);
    last = finding;
  }
  return result;
}

function* groupText(group: Finding[], withTenant: boolean, layout: Layout, paint: Paint): Generator<string> {
  const first = group[0];
  if (first === undefined) return;
  const place = placeText(first.location);
  yield `\n${paint(first.severity, first.severity)}  ${paint(cell(first.rule), "strong")}  ${cell(place)}\n`;
  const remedy = group.every((finding) => finding.remediation === first.remediation);
  if (remedy && first.remediation !== undefined) yield `fix: ${cell(first.remediation)}\n`;
  const head = [...(withTenant ? ["tenant"] : []), "resource", "message", "finding"];
  yield layout(
    head,
    group.map((finding) => [
      ...(withTenant ? [cell(finding.tenant)] : []),
      cell(resourceText(finding.resource)),
      messageLines(finding, place, !remedy).join("\n"),
      cell(finding.fingerprint.slice(0, 12)),
    ]),
  );
}

function messageLines(finding: Finding, place: string, withRemedy: boolean): string[] {
  const { waived, remediation } = finding;
  const own = placeText(finding.location);
  const evidence = shownEvidence(finding.evidence);
  const more = evidence.length - mostEvidence;
  return [
    cell(finding.message),
    ...evidence.slice(0, mostEvidence).map((each) => `- ${cell(evidenceText(each))}`),
    ...(more > 0 ? [`- ${more} more, see -f json`] : []),
    ...(own === place ? [] : [`- in ${cell(own)}`]),
    ...(withRemedy && remediation !== undefined ? [`- fix: ${cell(remediation)}`] : []),
    ...(waived === undefined
      ? []
      : [`- waived by ${cell(waived.owner)} until ${cell(waived.expires)}: ${cell(waived.reason)}`]),
  ];
}
