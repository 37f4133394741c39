import type { Reporter, ReportOptions } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { jsonText } from "./json-text.ts";
import { inventories } from "./orphans/inventories.ts";
import { orphanDocument } from "./orphans/orphan-document.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";

/** One JSON object; where the run has several inventories and none is chosen, a list of them. */
export const orphanReportReporter: Reporter = { ...reporterDescriptions["orphan-report"], render };

function* render(run: Run, { settings }: ReportOptions): Generator<string> {
  const documents = inventories(run, settings, "orphan-report").map((each) => orphanDocument(run, each));
  const [only] = documents;
  yield `${jsonText(documents.length === 1 && only !== undefined ? only : documents, 2)}\n`;
}
