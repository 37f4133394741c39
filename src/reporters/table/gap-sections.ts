import { counted } from "../../model/counted.ts";
import type { Run, RunRule } from "../../model/run.ts";
import { notEvaluatedReasons, notEvaluatedRules } from "../not-evaluated.ts";
import { placeText } from "../place-text.ts";
import { cell } from "./cell.ts";
import type { Layout } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** What the run could not judge: rules without a full result, rules that did not apply, datasets with gaps. */
export function* gapSections(run: Run, layout: Layout, paint: Paint): Generator<string> {
  const open = notEvaluatedRules(run);
  if (open.length > 0) {
    yield `\n${paint(`Not evaluated in full: ${counted(open.length, "rule")}`, "doubtful")}\n`;
    yield layout(
      ["rule", "status", "reason"],
      open.map((rule) => ruleRow(rule, notEvaluatedReasons(rule))),
    );
  }
  const idle = run.rules.filter((rule) => rule.status === "not-applicable");
  if (idle.length > 0) {
    yield `\n${paint(`Not applicable: ${counted(idle.length, "rule")}`, "strong")}\n`;
    yield layout(
      ["rule", "status", "reason"],
      idle.map((rule) => ruleRow(rule, rule.reasons)),
    );
  }
  yield* datasetSection(run, layout, paint);
}

function ruleRow(rule: RunRule, reasons: readonly string[]): string[] {
  return [`${cell(rule.id)}\n${cell(placeText(rule.location))}`, rule.status, reasons.map(cell).join("\n")];
}

function* datasetSection(run: Run, layout: Layout, paint: Paint): Generator<string> {
  const gaps = run.datasets.filter((dataset) => !dataset.complete);
  if (gaps.length === 0) return;
  yield `\n${paint(`Not read in full: ${counted(gaps.length, "dataset")}`, "doubtful")}\n`;
  yield layout(
    ["tenant", "dataset", "records", "reason"],
    gaps.map((dataset) => [
      cell(dataset.tenant),
      `${cell(dataset.name)}\n${cell(dataset.source)}`,
      String(dataset.records),
      reasonLines(dataset).join("\n"),
    ]),
  );
}

function reasonLines(dataset: Run["datasets"][number]): string[] {
  const reasons = dataset.reasons.map((reason) => {
    const permissions = (reason.permissions ?? []).join(", ");
    return cell(`${reason.code}: ${reason.message}${permissions === "" ? "" : ` (needs ${permissions})`}`);
  });
  if (dataset.notApplicable !== undefined) reasons.push(cell(`not applicable: ${dataset.notApplicable}`));
  return reasons.length === 0 ? ["the run does not say why"] : reasons;
}
