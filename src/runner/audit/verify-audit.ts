import { resolve } from "node:path";
import { AuditFailure } from "../../audit/audit-failure.ts";
import type { Inspection } from "../../audit/inspect-records.ts";
import { verifyLog } from "../../audit/verify-log.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { exitCodes } from "../../results/exit-code.ts";
import type { LoadOptions } from "../load-options.ts";
import { openProject } from "../open-project.ts";
import type { RunnerHost } from "../runner-host.ts";

type Found = Omit<Inspection, "runs">;

/** What is to be verified, and by what. */
export interface VerifyOptions extends LoadOptions {
  /** Folder; absent: the project's. */
  readonly auditLog?: string;
  /** Hash that a run told as the head of the log. */
  readonly head?: string;
}

export interface VerifiedLog extends Found {
  readonly folder: string;
  /** `torn`: the last record was not written to its end, and no run has said so yet. */
  readonly state: "whole" | "altered" | "torn" | "empty";
  readonly exitCode: number;
}

const codes = {
  whole: exitCodes.passed,
  altered: exitCodes.failed,
  torn: exitCodes.inconclusive,
  empty: exitCodes.inconclusive,
} as const;

function stateOf({ broken, torn, records }: Found): VerifiedLog["state"] {
  if (broken !== undefined) return "altered";
  if (torn.some(({ closed }) => !closed)) return "torn";
  return records === 0 ? "empty" : "whole";
}

async function folderOf(options: VerifyOptions, host: RunnerHost): Promise<string> {
  if (options.auditLog !== undefined) return resolve(options.auditLog);
  const { project } = await openProject({ ...options, withoutPolicies: true }, host);
  if (project.audit !== undefined) return resolve(project.root, project.audit.path);
  const summary = "The project keeps no audit log: bylaw.yaml has no audit.";
  const suggestions = ["Name the folder of one."];
  throw new UsageError([{ code: "no-audit-log", severity: "error", summary, suggestions }]);
}

/**
 * Finds out whether an audit log is what was written.
 *
 * @throws UsageError when there is none to look at; InconclusiveError when it cannot be read
 */
export async function verifyAudit(options: VerifyOptions, host: RunnerHost): Promise<VerifiedLog> {
  const { head } = options;
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) {
    const expected = "64 hexadecimal digits, as a run prints them";
    throw new UsageError([
      { code: "invalid-head", severity: "error", summary: "--head is no hash.", expected, found: head },
    ]);
  }
  const folder = await folderOf(options, host);
  try {
    const found = verifyLog(folder, head);
    const state = stateOf(found);
    return { ...found, folder, state, exitCode: codes[state] };
  } catch (error) {
    if (!(error instanceof AuditFailure)) throw error;
    throw new InconclusiveError([
      { code: "audit-unreadable", severity: "error", summary: `${error.message}.` },
    ]);
  }
}
