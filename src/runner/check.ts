import type { RequestUsage } from "../model/provider.ts";
import type { Registry } from "../model/registry.ts";
import type { Run } from "../model/run.ts";
import type { Severity } from "../model/severity.ts";
import { buildRun } from "../results/build-run.ts";
import { amendRun } from "./audit/amend-run.ts";
import type { AuditTrail } from "./audit/audit-trail.ts";
import { noteReads } from "./audit/read-facts.ts";
import { type AuditOptions, withAudit } from "./audit/with-audit.ts";
import { describeTenants } from "./describe-tenants.ts";
import type { ExpressionMode } from "./engine-services.ts";
import { evaluatePlan } from "./evaluate-plan.ts";
import type { LoadOptions } from "./load-options.ts";
import { type OpenedProject, openProject } from "./open-project.ts";
import { planProject } from "./plan-project.ts";
import type { ReadingOptions } from "./read-plan.ts";
import { readPlanFromSnapshot } from "./read-plan-from-snapshot.ts";
import { readPlanScanning, type ScanningRead } from "./read-plan-scanning.ts";
import type { RunnerHost } from "./runner-host.ts";
import { tuneYoungGeneration } from "./tune-young-generation.ts";
import { waiversOfRun } from "./waivers-of-run.ts";
import { ThreadPool } from "./workers/thread-pool.ts";

export interface CheckOptions<T> extends LoadOptions, AuditOptions {
  readonly tenants: readonly string[];
  readonly targets: readonly string[];
  readonly includePass: boolean;
  /** How expressions of policies are evaluated; default: compiled. */
  readonly engine?: ExpressionMode;
  /** Threads that judge a large dataset together; absent: as many as it is worth. */
  readonly workers?: number;
  readonly reading: ReadingOptions;
  /** Folder of a snapshot to evaluate instead of the tenants. */
  readonly snapshot?: string;
  readonly failOn?: Severity;
  /** Called once plug-ins are loaded and before anything is read: the place to refuse bad flags. */
  readonly prepare: (registry: Registry) => T | Promise<T>;
  /** Called with the outcome: the place to write reports, so that the audit log says when they cannot be written. */
  report?(outcome: CheckOutcome<T>): Promise<void>;
}

export interface CheckOutcome<T> {
  readonly run: Run;
  /** Absolute project folder. */
  readonly root: string;
  readonly prepared: T;
  readonly usage: RequestUsage;
}

const noScans: ScanningRead["scans"] = new Map();

/**
 * The main job: load, plan, read, evaluate, conclude.
 *
 * @throws UsageError when documents, flags or the plan are invalid
 */
export async function check<T>(options: CheckOptions<T>, host: RunnerHost): Promise<CheckOutcome<T>> {
  const opened = await openProject(options, host);
  const prepared = await options.prepare(opened.registry);
  const { registry, project } = opened;
  return withAudit({ command: "check", project, registry, options }, host, async (trail) => {
    const { run, usage } = await evaluate(opened, options, host, trail);
    const concluded = await trail.conclude(run, {
      facts: async (outcome) => (await import("./audit/run-facts.ts")).runFacts(outcome),
      amend: amendRun,
    });
    const outcome = { run: concluded, root: project.root, prepared, usage };
    await options.report?.(outcome);
    return outcome;
  });
}

interface Evaluated {
  readonly run: Run;
  readonly usage: RequestUsage;
}

async function evaluate(
  opened: OpenedProject,
  options: CheckOptions<unknown>,
  host: RunnerHost,
  trail: AuditTrail,
): Promise<Evaluated> {
  // Other threads do not have what plug-ins bring, and do not list what passes.
  const alone = opened.plugins.length > 0 || options.includePass;
  const threads = alone ? undefined : new ThreadPool(host, options.workers);
  try {
    return await evaluateWith(threads, opened, options, host, trail);
  } finally {
    threads?.close();
  }
}

async function evaluateWith(
  threads: ThreadPool | undefined,
  opened: OpenedProject,
  options: CheckOptions<unknown>,
  host: RunnerHost,
  trail: AuditTrail,
): Promise<Evaluated> {
  const { registry, project } = opened;
  const { plan, now, waiversAt, snapshot } = await planProject(opened, options);
  const settings = { ...options.reading, registry, root: project.root, now, trail };
  const read =
    snapshot === undefined
      ? await readPlanScanning(plan, settings, host, ({ size }) => threads?.for(size))
      : Object.assign(readPlanFromSnapshot(plan, snapshot), {
          scans: noScans,
          readAgain: async () => false,
        });
  if (snapshot !== undefined) noteReads(read.datasets.values(), read.organizations, trail, "snapshot");
  if (read.scans.size > 0) tuneYoungGeneration();
  try {
    const results = await untilReadWell(read, () =>
      evaluatePlan(
        plan,
        { datasets: read.datasets, scans: read.scans, registry, threads, root: project.root, now },
        options,
        host,
      ),
    );
    for (const scan of read.scans.values()) scan.conclude();
    noteReads(read.scans.values(), read.organizations, trail);
    const run = buildRun({
      tool: host.tool,
      now,
      waiversAt,
      tenants: describeTenants(plan.tenants, read),
      datasets: plan.reads.flatMap(({ key }) => read.datasets.get(key) ?? []),
      policies: [...new Set(plan.evaluations.map(({ policy }) => policy))],
      results,
      waivers: waiversOfRun(project, plan.evaluations),
      diagnostics: [...opened.diagnostics, ...plan.diagnostics, ...read.diagnostics],
      plugins: opened.plugins,
      failOn: options.failOn ?? project.failOn,
    });
    return { run, usage: read.usage };
  } finally {
    await read.close();
  }
}

/** Evaluates again what was made of a scan that turned out not to do. */
async function untilReadWell<T>(read: ScanningRead, evaluate: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const results = await evaluate();
      if (!(await read.readAgain())) return results;
    } catch (error) {
      if (!(await read.readAgain())) throw error;
    }
  }
}
