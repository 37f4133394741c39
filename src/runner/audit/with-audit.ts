import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { AuditFailure } from "../../audit/audit-failure.ts";
import { type AuditLog, openAuditLog } from "../../audit/audit-log.ts";
import { type Copier, createCopier } from "../../audit/copier.ts";
import type { JsonObject } from "../../model/json.ts";
import type { AuditConfig, Project } from "../../model/project.ts";
import type { Registry } from "../../model/registry.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { exitCodes } from "../../results/exit-code.ts";
import type { RunnerHost } from "../runner-host.ts";
import { type AuditTrail, noAudit } from "./audit-trail.ts";
import { openTrail } from "./open-trail.ts";

/** Where a command's log is kept, as the user wants it. */
export interface AuditOptions {
  /** Absolute folder to use instead of what the project says. */
  readonly auditLog?: string;
  /** Origins that records may be copied to. */
  readonly allowedTargets: readonly string[];
}

/** A command of which a log is kept, where the project or the user asks for one. */
interface AuditedCommand {
  readonly command: string;
  readonly project: Pick<Project, "root" | "audit">;
  readonly registry: Registry;
  readonly options: AuditOptions;
  /** Takes a line at once, for a command that goes on whatever becomes of its log. */
  readonly tell?: (line: string) => void;
}

/** @throws InconclusiveError when the log cannot be written: then nothing is done */
function openLog(folder: string): AuditLog {
  try {
    return openAuditLog(folder);
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
  if (error instanceof InconclusiveError)
    return { verdict: "inconclusive", exitCode: exitCodes.inconclusive };
  return { verdict: "internal-error", exitCode: exitCodes.internal };
}

/**
 * Does a job and keeps a log of it: that it began, what it notes, and how it ended, whatever it throws.
 *
 * @throws what the job throws; InconclusiveError when the log cannot be opened
 */
export async function withAudit<T>(
  audited: AuditedCommand,
  host: RunnerHost,
  job: (trail: AuditTrail) => Promise<T>,
): Promise<T> {
  const { command, project, options, tell } = audited;
  const folder = options.auditLog ?? (project.audit && resolve(project.root, project.audit.path));
  if (folder === undefined) return job(noAudit);
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
