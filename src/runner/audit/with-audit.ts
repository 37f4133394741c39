import { resolve } from "node:path";
import type { Project } from "../../model/project.ts";
import type { Registry } from "../../model/registry.ts";
import type { RunnerHost } from "../runner-host.ts";
import { type AuditTrail, noAudit } from "./audit-trail.ts";

/** Where a command's log is kept, as the user wants it. */
export interface AuditOptions {
  /** Absolute folder to use instead of what the project says. */
  readonly auditLog?: string;
  /** Origins that records may be copied to. */
  readonly allowedTargets: readonly string[];
}

/** A command of which a log is kept, where the project or the user asks for one. */
export interface AuditedCommand {
  readonly command: string;
  readonly project: Pick<Project, "root" | "audit">;
  readonly registry: Registry;
  readonly options: AuditOptions;
  /** Takes a line at once, for a command that goes on whatever becomes of its log. */
  readonly tell?: (line: string) => void;
}

/**
 * Does a job, and keeps a log of it where one is asked for. What that takes is loaded only then.
 *
 * @throws what the job throws; InconclusiveError when the log cannot be opened
 */
export async function withAudit<T>(
  audited: AuditedCommand,
  host: RunnerHost,
  job: (trail: AuditTrail) => Promise<T>,
): Promise<T> {
  const { project, options } = audited;
  const folder = options.auditLog ?? (project.audit && resolve(project.root, project.audit.path));
  if (folder === undefined) return job(noAudit);
  const { keepAudit } = await import("./keep-audit.ts");
  return keepAudit(folder, audited, host, job);
}
