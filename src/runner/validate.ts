import { resolve } from "node:path";
import { presets } from "../delivery/presets/index.ts";
import { counted } from "../model/counted.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/usage-error.ts";
import { loadCollectors } from "../project/load-collectors.ts";
import { onlyCollects } from "../project/only-collects.ts";
import { exitCodes } from "../results/exit-code.ts";
import type { LoadOptions } from "./load-options.ts";
import { openProject } from "./open-project.ts";
import { planProject } from "./plan-project.ts";
import type { RunnerHost } from "./runner-host.ts";

/**
 * Validates a project offline, the reads it would make included.
 *
 * @returns warnings and a line that says what was looked at
 * @throws UsageError when something is invalid
 */
export async function validate(
  options: LoadOptions,
  host: RunnerHost,
): Promise<{ diagnostics: readonly Diagnostic[]; summary: string; exitCode: number }> {
  const named = options.paths.filter((path) => path.endsWith(".collector.yaml"));
  const paths = options.paths.filter((path) => !named.includes(path));
  const only = named.length > 0 && paths.length === 0;
  const opened = await openProject(
    {
      ...options,
      paths,
      ...(only ? { withoutPolicies: true } : {}),
      policiesOptional: options.paths.length === 0 && onlyCollects(options.folder),
    },
    host,
  );
  const { root, tenants } = opened.project;
  const collectors = loadCollectors(
    { root, tenants, registry: opened.registry, presets },
    options.paths.length === 0 ? undefined : named.map((path) => resolve(path)),
  );
  const broken = collectors.diagnostics.some(({ severity }) => severity === "error");
  if (broken) throw new UsageError([...opened.diagnostics, ...collectors.diagnostics]);
  const { plan } = await planProject(opened, { ...options, tenants: [], targets: [] });
  const { policies, waivers, dataSources } = opened.project;
  const rules = policies.reduce((sum, policy) => sum + policy.rules.length, 0);
  const diagnostics = [...opened.diagnostics, ...collectors.diagnostics, ...plan.diagnostics];
  const failed = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  const parts = [
    counted(policies.length, "policy", "policies"),
    counted(rules, "rule"),
    counted(dataSources.length, "own data source"),
    counted(waivers.length, "waiver"),
    ...(collectors.count === 0 ? [] : [counted(collectors.count, "collector")]),
  ];
  const summary = failed ? `Inconclusive: ${parts.join(", ")}.` : `Valid: ${parts.join(", ")}.`;
  return { diagnostics, summary, exitCode: failed ? exitCodes.inconclusive : exitCodes.passed };
}
