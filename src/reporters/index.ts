import type { Reporter } from "../model/reporter.ts";
import type { BuiltInReporter, ReporterDescription } from "./reporter-descriptions.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";

/** A reporter that is described but not loaded. */
export interface ReporterEntry extends ReporterDescription {
  load(): Promise<Reporter>;
}

/** Loads one reporter, and with it the libraries that only it needs. */
const reporterLoaders: Readonly<Record<BuiltInReporter, () => Promise<Reporter>>> = {
  table: async () => (await import("./table.ts")).tableReporter,
  json: async () => (await import("./json.ts")).jsonReporter,
  junit: async () => (await import("./junit.ts")).junitReporter,
  sarif: async () => (await import("./sarif.ts")).sarifReporter,
  github: async () => (await import("./github.ts")).githubReporter,
  markdown: async () => (await import("./markdown.ts")).markdownReporter,
  "orphan-report": async () => (await import("./orphan-report.ts")).orphanReportReporter,
  mermaid: async () => (await import("./mermaid.ts")).mermaidReporter,
  dot: async () => (await import("./dot.ts")).dotReporter,
};

/** The built-in reporters in the order help lists them. */
export const reporterEntries: readonly ReporterEntry[] = Object.values(reporterDescriptions).map(
  (description) => ({ ...description, load: reporterLoaders[description.name] }),
);
