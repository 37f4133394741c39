import { setTimeout } from "node:timers/promises";
import { AuditFailure } from "../../audit/audit-failure.ts";
import { type AuditLog, openAuditLog } from "../../audit/audit-log.ts";
import { type Copier, createCopier } from "../../audit/copier.ts";
import { finishRunFiles } from "../../audit/run-files.ts";
import type { JsonObject } from "../../model/json.ts";
import type { AuditConfig } from "../../model/project.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { exitCodes } from "../../results/exit-code.ts";
import type { RunnerHost } from "../runner-host.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { openTrail } from "./open-trail.ts";
import type { AuditedCommand } from "./with-audit.ts";

/** @throws InconclusiveError when the log cannot be written: then nothing is done */
function openLog(folder: string): AuditLog {
  try {
    const log = openAuditLog(folder);
    log.alone(() => finishRunFiles(folder));
    return log;
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(error: unknown): unknown {
  if (!(error instanceof AuditFailure)) return error;
  return new InconclusiveError([{ code: "audit-unusable", severity: "error", summary: `${error.message}.` }]);
}

function openCopier(
  folder: string,
  { webhook }: Partial<AuditConfig>,
  { project, registry, options, tell }: AuditedCommand,
  host: RunnerHost,
): Copier | undefined {
  const sink = registry.sinks.get("webhook");
  if (webhook === undefined || sink === undefined) return undefined;
  const { signal } = host;
  return createCopier(folder, {
    sink,
    // Each record has an idempotency key of its own then, whatever it is sent with.
    config: { body: "object", ...webhook },
    ...(tell === undefined ? {} : { tell }),
    host: {
      root: project.root,
      env: (name) => host.env[name],
      now: Date.now,
      sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
      signal,
      allowedTargets: options.allowedTargets,
    },
  });
}

/** How a run ended that threw. */
function factsOf(error: unknown, host: RunnerHost): JsonObject {
  if (host.signal.aborted) return { verdict: "interrupted" };
  if (error instanceof UsageError) return { verdict: "invalid", exitCode: exitCodes.invalid };
  // Of what the system refuses, or a reader that went away, the run is not to blame.
  const refused = error instanceof Error && ("syscall" in error || error.name === "ClosedStreamError");
  if (error instanceof InconclusiveError || refused)
    return { verdict: "inconclusive", exitCode: exitCodes.inconclusive };
  return { verdict: "internal-error", exitCode: exitCodes.internal };
}

/**
 * Does a job and keeps a log of it: that it began, what it notes, and how it ended, whatever it throws.
 *
 * @throws what the job throws; InconclusiveError when the log cannot be opened
 */
export async function keepAudit<T>(
  folder: string,
  audited: AuditedCommand,
  host: RunnerHost,
  job: (trail: AuditTrail) => Promise<T>,
): Promise<T> {
  const { command, project, tell } = audited;
  const log = openLog(folder);
  const copier = openCopier(folder, project.audit ?? {}, audited, host);
  try {
    const parts = {
      ...{ command, log },
      ...(copier === undefined ? {} : { copier }),
      ...(tell === undefined ? {} : { tell }),
    };
    const trail = openTrail(parts, { tool: host.tool });
    try {
      return await job(trail);
    } catch (error) {
      for (const { summary } of await trail.fail(factsOf(error, host))) host.notice?.(summary);
      throw error;
    }
  } finally {
    await copier?.close();
    const head = log.head();
    if (head !== undefined) host.notice?.(`audit log: record ${head.seq}, head ${head.hash}`);
    log.close();
  }
}
