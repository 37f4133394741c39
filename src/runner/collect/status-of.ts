import { peekState } from "../../collector/sqlite/peek-state.ts";
import type { StateStatus } from "../../collector/state.ts";
import { isLocked } from "../../collector/state-lock.ts";
import { type CollectorStatus, collectorStatus } from "../../collector/status.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { InconclusiveError } from "../../model/usage-error.ts";
import type { RunnerHost } from "../runner-host.ts";
import type { CollectOptions } from "./collect-options.ts";
import { stateFailed } from "./open-collector.ts";
import { type PreparedCollector, prepareCollector } from "./prepare-collector.ts";

export type { CollectorStatus } from "../../collector/status.ts";

/** A status with what a collector's document says. */
export function statusOf(
  { collector, statePath, deadLettersPath }: PreparedCollector,
  status: StateStatus,
  running: boolean,
  now: number,
): CollectorStatus {
  return collectorStatus(
    collector,
    status,
    { state: statePath, deadLetterFile: deadLettersPath, running },
    now,
  );
}

/**
 * How a collector is doing, read beside the process that runs it.
 *
 * @throws UsageError when it is invalid; InconclusiveError when it has no state that can be read
 */
export async function readCollectorStatus(
  options: CollectOptions,
  host: RunnerHost,
): Promise<{ readonly status: CollectorStatus; readonly diagnostics: readonly Diagnostic[] }> {
  const prepared = await prepareCollector(options, host);
  const { statePath, diagnostics } = prepared;
  let status: StateStatus | undefined;
  try {
    status = peekState(statePath);
  } catch (error) {
    return stateFailed(error);
  }
  if (status === undefined) {
    const summary = "The collector has no state: it never ran, or has another one.";
    throw new InconclusiveError([{ code: "no-state", severity: "error", summary, found: statePath }]);
  }
  return { status: statusOf(prepared, status, isLocked(statePath), Date.now()), diagnostics };
}
