import type { Run, RunDataset } from "../../model/run.ts";
import type { Inventory } from "./inventories.ts";

const most = 20;

/** Why an inventory's orphans are not known to be all; empty when they are. */
export function gaps(run: Run, { rule, datasets, findings }: Inventory): readonly string[] {
  const undecided = findings.filter(({ status }) => status === "error" || status === "unknown");
  const reasons = [
    ...datasets.flatMap(datasetGaps),
    ...undecided.map(({ message }) => message),
    ...run.diagnostics.filter(({ severity }) => severity === "error").map(({ summary }) => summary),
    ...(rule.status === "unknown" ? ["The rule was not evaluated in full."] : []),
    ...(run.exitCode === 70 || run.exitCode > 128 ? ["The run did not end by itself."] : []),
  ];
  const distinct = [...new Set(reasons)];
  const more = distinct.length - most;
  return more > 0 ? [...distinct.slice(0, most), `${more} more reasons`] : distinct;
}

/** Number of records of a kind; null where none were read, or not all. */
export function countOf(datasets: readonly RunDataset[]): number | null {
  const whole = datasets.length > 0 && datasets.every((dataset) => datasetGaps(dataset).length === 0);
  return whole ? datasets.reduce((sum, { records }) => sum + records, 0) : null;
}

function datasetGaps({ name, complete, reasons, notApplicable }: RunDataset): string[] {
  const why = reasons.map(({ message }) => message);
  if (notApplicable !== undefined) why.push(notApplicable);
  if (why.length === 0) return complete ? [] : [`Dataset '${name}' is incomplete.`];
  return why.map((message) => `Dataset '${name}': ${message}`);
}
