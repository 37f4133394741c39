import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sha256 } from "../audit/audit-record.ts";
import { counted } from "../model/counted.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { RequestUsage } from "../model/provider.ts";
import { UsageError } from "../model/usage-error.ts";
import { exitCodes } from "../results/exit-code.ts";
import { dropJournal } from "../snapshot/interrupted.ts";
import { manifestFile } from "../snapshot/manifest.ts";
import { snapshotFolderProblem } from "../snapshot/snapshot-folder.ts";
import { writeSnapshot } from "../snapshot/write-snapshot.ts";
import type { AuditTrail } from "./audit/audit-trail.ts";
import { amendOutcome, outcomeFacts } from "./audit/outcome-facts.ts";
import { type AuditOptions, withAudit } from "./audit/with-audit.ts";
import { describeTenants } from "./describe-tenants.ts";
import type { LoadOptions } from "./load-options.ts";
import { type OpenedProject, openProject } from "./open-project.ts";
import type { PlannedRead } from "./plan.ts";
import { planProject } from "./plan-project.ts";
import { type ReadingOptions, readPlan } from "./read-plan.ts";
import type { RunnerHost } from "./runner-host.ts";
import { resumableReading } from "./snapshot-journal.ts";

export interface SnapshotOptions extends LoadOptions, AuditOptions {
  readonly tenants: readonly string[];
  readonly targets: readonly string[];
  readonly reading: ReadingOptions;
  /** Goes on with an interrupted snapshot in the folder, without asking again for what was answered. */
  readonly resume: boolean;
}

export interface SnapshotOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly lines: readonly string[];
  readonly usage: RequestUsage;
  readonly exitCode: number;
}

/**
 * Reads what the policies need and writes it into a folder. Incomplete data are written too, and said; what
 * was answered stays in a journal until the snapshot is complete.
 *
 * @throws UsageError when documents, flags or the folder are invalid
 */
export async function snapshot(
  directory: string,
  options: SnapshotOptions,
  host: RunnerHost,
): Promise<SnapshotOutcome> {
  const folder = resolve(directory);
  const opened = await openProject(options, host);
  const { registry, project } = opened;
  const unusable = snapshotFolderProblem(folder);
  if (unusable !== undefined) throw new UsageError([unusable]);
  return withAudit({ command: "snapshot", project, registry, options }, host, async (trail) => {
    const outcome = await take(folder, directory, opened, options, host, trail);
    return trail.conclude(outcome, {
      facts: ({ exitCode, diagnostics, usage }) => ({
        ...outcomeFacts({ exitCode, diagnostics }),
        counts: { ...usage },
        ...manifestHash(folder),
      }),
      amend: amendOutcome,
    });
  });
}

/** SHA-256 of the manifest, which has those of the files; none when there is no manifest. */
function manifestHash(folder: string): { readonly manifestSha256?: string } {
  const path = join(folder, manifestFile);
  return existsSync(path) ? { manifestSha256: sha256(readFileSync(path)) } : {};
}

async function take(
  folder: string,
  directory: string,
  opened: OpenedProject,
  options: SnapshotOptions,
  host: RunnerHost,
  trail: AuditTrail,
): Promise<SnapshotOutcome> {
  const resumable = resumableReading(folder, options.resume, options.now);
  const { now: pinned, ...others } = options;
  const clock = resumable.now ?? pinned;
  const { plan, now } = await planProject(opened, {
    ...others,
    ...(clock === undefined ? {} : { now: clock }),
  });
  const journal = resumable.journal(plan, now);
  const { registry, project } = opened;
  const settings = { ...options.reading, registry, root: project.root, now, journal, trail };
  try {
    const read = await readPlan(plan, settings, host);
    try {
      host.progress.stage(`Writing ${directory}`);
      const tenants = describeTenants(plan.tenants, read);
      const refused = writeSnapshot(folder, read.datasets, { tool: host.tool, now, tenants });
      const complete = [...read.datasets.values()].every((dataset) => dataset.ledger.reasons.length === 0);
      if (complete && refused.length === 0) dropJournal(folder);
      const lines = refused.length > 0 ? [] : plan.reads.map((each) => describe(each, read.datasets));
      const diagnostics = [
        ...opened.diagnostics,
        ...resumable.diagnostics,
        ...plan.diagnostics,
        ...read.diagnostics,
        ...refused,
        ...unkept(journal.failure),
        ...(complete || journal.failure !== undefined ? [] : [resumeHint]),
      ];
      const failed = diagnostics.some((diagnostic) => diagnostic.severity === "error");
      const exitCode = complete && !failed ? exitCodes.passed : exitCodes.inconclusive;
      return { diagnostics, lines, usage: read.usage, exitCode };
    } finally {
      await read.close();
    }
  } finally {
    journal.close();
  }
}

function describe({ key, source, tenant }: PlannedRead, datasets: ReadonlyMap<string, Dataset>): string {
  const dataset = datasets.get(key);
  const reasons = dataset?.ledger.reasons.map((reason) => reason.message) ?? [];
  const state = reasons.length === 0 ? "complete" : `incomplete: ${reasons.join("; ")}`;
  return `${source.name} from ${tenant.name}: ${counted(dataset?.count ?? 0, "record")}, ${state}`;
}

const resumeHint: Diagnostic = {
  code: "snapshot-incomplete",
  severity: "warning",
  summary: "The snapshot is incomplete; what was answered is kept beside it.",
  suggestions: ["Once the cause is gone, the same command with --resume reads only what is missing."],
};

function unkept(failure: string | undefined): readonly Diagnostic[] {
  if (failure === undefined) return [];
  const summary = `What was answered could not be kept (${failure}): if this is interrupted it starts anew.`;
  return [{ code: "journal-not-written", severity: "warning", summary }];
}
