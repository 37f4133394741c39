import type { Reporter, ReportOptions } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { batched } from "./batched.ts";
import { jsonText } from "./json-text.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";
import { tenantRun } from "./sarif/tenant-run.ts";
import { tenantSlices } from "./sarif/tenant-slices.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";

/**
 * SARIF 2.1.0, one run for each tenant, one line for each result. The profile `github` holds what code
 * scanning should open alerts for; `full` adds waived and passed findings and the controls of rules.
 */
export const sarifReporter: Reporter = {
  ...reporterDescriptions.sarif,
  render: (run, options) => batched(pieces(run, options)),
};

function* pieces(run: Run, options: ReportOptions): Generator<string> {
  const full = options.settings["profile"] === "full";
  yield `{\n"$schema": "${schema}",\n"version": "2.1.0",\n"runs": [`;
  let separator = "\n";
  for (const slice of tenantSlices(run)) {
    const { head, results } = tenantRun(run, slice, full, options);
    yield separator;
    separator = ",\n";
    // The head is written without its closing brace: the results follow in it.
    yield `${jsonText(head, 1).slice(0, -"\n}".length)},\n "results": [`;
    let comma = "\n";
    for (const result of results()) {
      yield comma + result;
      comma = ",\n";
    }
    yield "\n]}";
  }
  yield "\n]\n}\n";
}
