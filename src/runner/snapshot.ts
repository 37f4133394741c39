import { resolve } from "node:path";
import { counted } from "../model/counted.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/usage-error.ts";
import { exitCodes } from "../results/exit-code.ts";
import { snapshotFolderProblem } from "../snapshot/snapshot-folder.ts";
import { writeSnapshot } from "../snapshot/write-snapshot.ts";
import { describeTenants } from "./describe-tenants.ts";
import type { LoadOptions } from "./load-options.ts";
import { openProject } from "./open-project.ts";
import { planProject } from "./plan-project.ts";
import { readPlan } from "./read-plan.ts";
import type { RunnerHost } from "./runner-host.ts";

export interface SnapshotOptions extends LoadOptions {
  readonly tenants: readonly string[];
  readonly targets: readonly string[];
  readonly parallelism: number;
}

/**
 * Reads what the policies need and writes it into a folder. Incomplete data are written too, and said.
 *
 * @throws UsageError when documents, flags or the folder are invalid
 */
export async function snapshot(
  folder: string,
  options: SnapshotOptions,
  host: RunnerHost,
): Promise<{ diagnostics: readonly Diagnostic[]; lines: readonly string[]; exitCode: number }> {
  const opened = await openProject(options, host);
  const { plan, now } = await planProject(opened, options);
  const { registry, project } = opened;
  const unusable = snapshotFolderProblem(resolve(folder));
  if (unusable !== undefined) throw new UsageError([unusable]);
  const read = await readPlan(
    plan,
    { registry, root: project.root, now, parallelism: options.parallelism },
    host,
  );
  try {
    host.progress.stage(`Writing ${folder}`);
    const tenants = describeTenants(plan.tenants, read);
    const refused = writeSnapshot(resolve(folder), read.datasets, { tool: host.tool, now, tenants });
    const lines = plan.reads.map(({ key, source, tenant }) => {
      const dataset = read.datasets.get(key);
      const reasons = dataset?.ledger.reasons.map((reason) => reason.message) ?? [];
      const state = reasons.length === 0 ? "complete" : `incomplete: ${reasons.join("; ")}`;
      return `${source.name} from ${tenant.name}: ${counted(dataset?.count ?? 0, "record")}, ${state}`;
    });
    const complete = [...read.datasets.values()].every((dataset) => dataset.ledger.reasons.length === 0);
    const diagnostics = [...opened.diagnostics, ...plan.diagnostics, ...read.diagnostics, ...refused];
    const failed = diagnostics.some((diagnostic) => diagnostic.severity === "error");
    if (refused.length > 0) return { diagnostics, lines: [], exitCode: exitCodes.inconclusive };
    return { diagnostics, lines, exitCode: complete && !failed ? exitCodes.passed : exitCodes.inconclusive };
  } finally {
    await read.close();
  }
}
