import type { AuditRecord } from "./audit-record.ts";

/** A run of which the log does not say how it ended. */
export interface OpenRun {
  readonly run: string;
  readonly command: string;
  readonly began: string;
}

/** Counts which runs began and which ended. */
export function createRunCensus() {
  const open = new Map<string, OpenRun>();
  return {
    add({ kind, run, command, timestamp }: AuditRecord): void {
      if (typeof run !== "string") return;
      if (kind === "begin") open.set(run, { run, command: String(command), began: timestamp });
      else if (kind === "run") open.delete(run);
    },
    unfinished: (): readonly OpenRun[] => [...open.values()],
  };
}
