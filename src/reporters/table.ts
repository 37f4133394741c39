import type { Reporter, ReportOptions } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { type Conclusion, conclusion } from "./conclusion.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";
import { summaryLine } from "./summary-line.ts";
import { cell } from "./table/cell.ts";
import { diagnosticSection } from "./table/diagnostic-section.ts";
import { findingSections } from "./table/finding-sections.ts";
import { frameworkSection } from "./table/framework-section.ts";
import { gapSections } from "./table/gap-sections.ts";
import { layoutFor } from "./table/layout.ts";
import { paintFor, type Tone } from "./table/paint.ts";
import { waiverSection } from "./table/waiver-section.ts";

const tones: Readonly<Record<Conclusion["state"], Tone>> = {
  passed: "good",
  failed: "bad",
  inconclusive: "doubtful",
  invalid: "bad",
  broken: "bad",
  interrupted: "doubtful",
};

/** For people. The last line is the conclusion, the one before it the numbers. */
export const tableReporter: Reporter = { ...reporterDescriptions.table, render };

function* render(run: Run, options: ReportOptions): Generator<string> {
  const layout = layoutFor(options.width);
  const paint = paintFor(options.color);
  const { state, sentence } = conclusion(run);
  const tenants = run.tenants.map((tenant) => `${tenant.name} (${tenant.provider})`);
  const place = tenants.length === 0 ? "no tenant" : cell(tenants.join(", "));
  yield `${paint("bylaw", "strong")} ${cell(run.tool.version)}: ${place} at ${cell(run.now)}\n`;
  yield* findingSections(run, layout, paint);
  yield* gapSections(run, layout, paint);
  yield* waiverSection(run, layout, paint);
  yield* frameworkSection(run, layout, paint);
  yield* diagnosticSection(run, paint);
  yield `\n${summaryLine(run)}\n${paint(sentence, tones[state])}\n`;
}
