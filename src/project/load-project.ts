import { loadConfig } from "./load-config.ts";
import { type LoadedProject, loadPolicies, type PolicyLoadOptions } from "./load-policies.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

/**
 * Reads a project folder whose plug-ins, if any, are in the registry already.
 *
 * @param folder absolute path
 */
export function loadProject(folder: string, options: PolicyLoadOptions): LoadedProject {
  const { config, ...first } = loadConfig(folder, { optional: (options.paths ?? []).length > 0 });
  if (config === undefined) return first;
  const { project, ...second } = loadPolicies(config, options);
  const diagnostics = sortDiagnostics([...first.diagnostics, ...second.diagnostics]);
  const sources = new Map([...first.sources, ...second.sources]);
  const failed = diagnostics.some(({ severity }) => severity === "error");
  return project === undefined || failed ? { diagnostics, sources } : { project, diagnostics, sources };
}
