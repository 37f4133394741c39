import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Run, RunDataset } from "../../model/run.ts";
import { conclusion } from "../conclusion.ts";
import { placeText } from "../place-text.ts";
import type { TestCase } from "./test-case.ts";
import type { TestSuite } from "./test-suite.ts";

/**
 * What concerns the run and no rule: incomplete datasets, diagnostics, and, where nothing else would
 * make the report red, that the run did not pass.
 *
 * @param red true when another suite holds a failure or an error
 */
export function runSuite(run: Run, red: boolean): TestSuite {
  const gaps = run.datasets.filter((dataset) => !dataset.complete && dataset.notApplicable === undefined);
  const cases = [...gaps.map(datasetCase), ...run.diagnostics.map(diagnosticCase)];
  const { state, sentence } = conclusion(run);
  const known = red || cases.some((each) => each.result === "error");
  const silent = state !== "passed" && !known;
  cases.push({
    className: "bylaw.run",
    name: "conclusion",
    key: "conclusion",
    result: silent ? "error" : "passed",
    type: state,
    message: sentence,
    details: [],
    file: "bylaw.yaml",
  });
  const groups = Map.groupBy(cases, (each) => each.className)
    .entries()
    .map(([className, others]) => ({ className, findings: [], others }));
  return { name: "bylaw", package: "bylaw", hostname: "", groups: [...groups] };
}

function datasetCase(dataset: RunDataset): TestCase {
  const reasons = dataset.reasons.map((reason) => `${reason.code}: ${reason.message}`);
  return {
    className: "bylaw.datasets",
    name: `${dataset.name} of ${dataset.tenant}`,
    key: dataset.source,
    result: "error",
    type: "incomplete",
    message: reasons.join("; ") || "the dataset is not complete",
    details: [`source: ${dataset.source}`, `records: ${dataset.records}`],
    file: "bylaw.yaml",
  };
}

function diagnosticCase(diagnostic: Diagnostic, index: number): TestCase {
  const { location, tenant, expected, found, suggestions = [] } = diagnostic;
  return {
    className: "bylaw.diagnostics",
    name: location === undefined ? diagnostic.code : `${diagnostic.code} at ${placeText(location)}`,
    key: String(index),
    result: diagnostic.severity === "error" ? "error" : "skipped",
    type: diagnostic.code,
    message: diagnostic.summary,
    details: [
      ...(tenant === undefined ? [] : [`tenant: ${tenant}`]),
      ...(expected === undefined ? [] : [`expected: ${expected}`]),
      ...(found === undefined ? [] : [`found: ${found}`]),
      ...suggestions.map((text) => `try: ${text}`),
    ],
    file: location?.file ?? "bylaw.yaml",
  };
}
