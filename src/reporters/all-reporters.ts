import type { Reporter } from "../model/reporter.ts";
import { dotReporter } from "./dot.ts";
import { githubReporter } from "./github.ts";
import { jsonReporter } from "./json.ts";
import { junitReporter } from "./junit.ts";
import { markdownReporter } from "./markdown.ts";
import { mermaidReporter } from "./mermaid.ts";
import { orphanReportReporter } from "./orphan-report.ts";
import { sarifReporter } from "./sarif.ts";
import { tableReporter } from "./table.ts";

/** All built-in reporters, loaded. `index.ts` loads them one by one. */
export const reporters: readonly Reporter[] = [
  tableReporter,
  jsonReporter,
  junitReporter,
  sarifReporter,
  githubReporter,
  markdownReporter,
  orphanReportReporter,
  mermaidReporter,
  dotReporter,
];
