import type { Reporter, ReportOptions } from "../../src/model/reporter.ts";
import type { Run } from "../../src/model/run.ts";
import { readPolicy } from "./sample-run.ts";

/** All text of a report, with the options of a file unless others are given. */
export function rendered(reporter: Reporter, run: Run, options: Partial<ReportOptions> = {}): string {
  return [...reporter.render(run, { color: false, settings: {}, readSource: readPolicy, ...options })].join(
    "",
  );
}
