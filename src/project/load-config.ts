import { statSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ProjectConfig } from "../policy/documents/project-config.ts";
import { bareConfig, readConfig } from "../policy/documents/read-config.ts";
import { DocumentStore } from "./document-store.ts";
import type { Loaded } from "./loaded.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

/** Name of the project file. */
const configFile = "bylaw.yaml";

/** `bylaw.yaml`, as far as it is right. */
export interface LoadedConfig extends Loaded {
  /** Present even where some diagnostics are errors: they do not keep plug-ins and policies from being read. */
  readonly config?: ProjectConfig;
}

/**
 * Reads `bylaw.yaml` and nothing else, so that plug-ins can be loaded before policies.
 *
 * @param folder absolute project folder
 * @param options.optional true when policies are named on the command line: then there need not be one
 */
export function loadConfig(folder: string, options: { readonly optional?: boolean } = {}): LoadedConfig {
  const store = new DocumentStore();
  const fail = (diagnostic: Diagnostic): LoadedConfig => ({
    diagnostics: [diagnostic],
    sources: store.sources,
  });
  if (!isFolder(folder)) {
    return fail({
      code: "missing-folder",
      severity: "error",
      summary: "The project folder does not exist.",
      found: folder,
    });
  }
  const document = store.read({ root: folder, path: configFile, file: configFile });
  if ("parsed" in document) {
    const { config, diagnostics } = readConfig(folder, document.parsed);
    const loaded = { diagnostics: sortDiagnostics(diagnostics), sources: store.sources };
    return config === undefined ? loaded : { ...loaded, config };
  }
  if (document.fault.code !== "missing-file") {
    return fail({ ...document.fault, severity: "error", location: { file: configFile, line: 1, column: 1 } });
  }
  if (options.optional) return { config: bareConfig(folder), diagnostics: [], sources: store.sources };
  return fail({
    code: "missing-project",
    severity: "error",
    summary: `There is no ${configFile} in the project folder.`,
    found: folder,
    suggestions: ["Run bylaw init to make one.", "Name another folder with --project, or policy files."],
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
