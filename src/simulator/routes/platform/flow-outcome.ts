import type { FlowRun } from "../../org/types.ts";

/** Why a run ended in error handling; undefined when it did not. */
export function flowErrorReason(run: FlowRun): string | undefined {
  return run.rows.some((row) => row.level === "ERROR") ? "ACTION_FAILED" : undefined;
}

/** Why a run was warned about; undefined when it was not. */
export function flowWarningReason(run: FlowRun): string | undefined {
  return run.rows.some((row) => row.level === "WARN") ? "ACTION_DEGRADED" : undefined;
}
