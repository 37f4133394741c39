import { peekState } from "../../collector/sqlite/peek-state.ts";
import type { StateStatus } from "../../collector/state.ts";
import { isLocked } from "../../collector/state-lock.ts";
import { type CollectorStatus, collectorStatus } from "../../collector/status.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { SinkHost } from "../../model/sink.ts";
import { InconclusiveError } from "../../model/usage-error.ts";
import type { RunnerHost } from "../runner-host.ts";
import type { CollectOptions } from "./collect-options.ts";
import { sinkHost, stateFailed } from "./open-collector.ts";
import { type PreparedCollector, prepareCollector } from "./prepare-collector.ts";

export type { CollectorStatus } from "../../collector/status.ts";

/** A status with what a collector's document says. */
export function statusOf(
  { collector, named }: PreparedCollector,
  status: StateStatus,
  running: boolean,
  now: number,
): CollectorStatus {
  return collectorStatus(
    collector,
    status,
    { state: named.state, deadLetterFile: named.deadLetters, running },
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
  const { named, diagnostics } = prepared;
  const found = await peek(prepared, sinkHost(prepared.project.root, options, host)).catch(stateFailed);
  if (found === undefined) {
    const summary = "The collector has no state: it never ran, or has another one.";
    throw new InconclusiveError([{ code: "no-state", severity: "error", summary, found: named.state }]);
  }
  return { status: statusOf(prepared, found.status, found.running, Date.now()), diagnostics };
}

async function peek(
  { collector, place }: PreparedCollector,
  host: SinkHost,
): Promise<{ readonly status: StateStatus; readonly running: boolean } | undefined> {
  if ("postgres" in place) {
    const { peekPostgresState } = await import("../../collector/postgres/peek-postgres-state.ts");
    return peekPostgresState(place.postgres, collector.name, host);
  }
  const status = peekState(place.file);
  return status === undefined ? undefined : { status, running: isLocked(place.file) };
}
