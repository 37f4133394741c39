import { join } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Project } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import { InconclusiveError, UsageError } from "../model/usage-error.ts";
import { builtInRegistry } from "../plugins/built-in-registry.ts";
import { loadPlugins } from "../plugins/load-plugins.ts";
import type { VariableInputs } from "../policy/variables/variable-inputs.ts";
import { loadConfig } from "../project/load-config.ts";
import { loadPolicies } from "../project/load-policies.ts";
import type { LoadOptions } from "./load-options.ts";
import { readInput } from "./read-input.ts";
import type { RunnerHost } from "./runner-host.ts";

/** A project that is valid, with everything its documents may name. */
export interface OpenedProject {
  readonly project: Project;
  /** Built-ins, plug-ins and the project's own data sources. */
  readonly registry: Registry;
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  /** Warnings, and errors of plug-ins that no document turned out to need. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads a project: its configuration, its plug-ins, then its documents against both.
 *
 * @throws UsageError when a document is invalid; InconclusiveError when it is only because a plug-in
 * that should have brought a name failed
 */
export async function openProject(options: LoadOptions, host: RunnerHost): Promise<OpenedProject> {
  const { folder, paths, withoutPolicies = false, policiesOptional = false } = options;
  const first = loadConfig(folder, { optional: paths.length > 0 });
  if (first.config === undefined) throw new UsageError(first.diagnostics);
  const loaded = await loadPlugins(folder, first.config.plugins, builtInRegistry());
  const variables = await readVariables(options, host);
  const packRoot = join(host.packageRoot, "policies");
  const second = loadPolicies(first.config, {
    registry: loaded.registry,
    variables,
    paths,
    packRoot,
    withoutPolicies,
    policiesOptional,
  });
  const documents = [...first.diagnostics, ...second.diagnostics];
  const diagnostics = [...loaded.diagnostics, ...documents];
  const { project } = second;
  if (project === undefined || documents.some(isError)) {
    const blamesPlugin = loaded.diagnostics.length > 0 && documents.filter(isError).every(namesUnknown);
    throw blamesPlugin ? new InconclusiveError(diagnostics) : new UsageError(diagnostics);
  }
  const dataSources = new Map(loaded.registry.dataSources);
  for (const source of project.dataSources) dataSources.set(source.name, source);
  return { project, registry: { ...loaded.registry, dataSources }, plugins: loaded.plugins, diagnostics };
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

/** True for a name that a plug-in might have brought. */
const namesUnknown = ({ code }: Diagnostic): boolean => code.startsWith("unknown-");

async function readVariables(options: LoadOptions, host: RunnerHost): Promise<VariableInputs> {
  const files: { file: string; text: string }[] = [];
  for (const file of options.variableFiles) files.push({ file, text: await readInput(file, "--var-file") });
  return { environment: host.env, files, assignments: options.variables };
}
