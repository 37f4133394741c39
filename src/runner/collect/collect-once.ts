import { openMetrics } from "../../collector/open-metrics.ts";
import { type OnceOutcome, runOnce } from "../../collector/run-once.ts";
import type { CollectorStatus } from "../../collector/status.ts";
import { counted } from "../../model/counted.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { exitCodes } from "../../results/exit-code.ts";
import { fileFailure } from "../../stores/file-failure.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { amendOutcome, outcomeFacts } from "../audit/outcome-facts.ts";
import { withAudit } from "../audit/with-audit.ts";
import { pinClock } from "../clock.ts";
import type { RunnerHost } from "../runner-host.ts";
import type { CollectOptions } from "./collect-options.ts";
import { openCollector, stateFailed } from "./open-collector.ts";
import { type PreparedCollector, prepareCollector } from "./prepare-collector.ts";
import { statusOf } from "./status-of.ts";
import { writeMetrics } from "./write-metrics.ts";

export interface CollectedOnce {
  readonly outcome: OnceOutcome;
  readonly status: CollectorStatus;
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: number;
}

/** Shortest wait for a sink that is away, milliseconds. */
const leastPatience = 1_000;

/**
 * Polls once and delivers everything.
 *
 * @throws UsageError when something is invalid or another process collects; InconclusiveError without a state
 */
export async function collectOnce(options: CollectOptions, host: RunnerHost): Promise<CollectedOnce> {
  const prepared = await prepareCollector(options, host);
  const { registry, project } = prepared;
  return withAudit({ command: "collect", project, registry, options }, host, async (trail) => {
    const collected = await collect(prepared, options, host, trail);
    const facts = ({ outcome, diagnostics, exitCode }: CollectedOnce) => {
      const { records, events, dead } = outcome.poll;
      return { ...outcomeFacts({ diagnostics, exitCode }), counts: { records, events, dead } };
    };
    return trail.conclude(collected, { facts, amend: amendOutcome });
  });
}

async function collect(
  prepared: PreparedCollector,
  options: CollectOptions,
  host: RunnerHost,
  trail: AuditTrail,
): Promise<CollectedOnce> {
  const pinned = options.now === undefined ? undefined : pinClock(options.now);
  const now = (): number => pinned ?? Date.now();
  const warnings: Diagnostic[] = [];
  const warn = (more: readonly Diagnostic[]) => void warnings.push(...more);
  const opened = await openCollector(prepared, options, host, now, { trail, warn });
  try {
    const { state } = opened.parts;
    const before = statusOf(prepared, await state.status(), true, now());
    const outcome = await runOnce(opened.parts, Math.max(leastPatience, prepared.collector.every));
    const status = statusOf(prepared, await state.status(), true, now());
    const unwritten = metricsProblem(options.metricsFile, status);
    const dead = status.deadLetters - before.deadLetters;
    const diagnostics = [
      ...prepared.diagnostics,
      ...opened.diagnostics,
      ...warnings,
      ...problemsOf(outcome, dead, status),
      ...unwritten,
    ];
    const failed = diagnostics.some(({ severity }) => severity === "error");
    const exitCode = failed ? exitCodes.inconclusive : exitCodes.passed;
    return { outcome, status: { ...status, running: false }, diagnostics, exitCode };
  } catch (error) {
    return stateFailed(error);
  } finally {
    await opened.close();
  }
}

/** Writes the metrics; that they cannot be written must not hide what else there is to say. */
function metricsProblem(file: string | undefined, status: CollectorStatus): readonly Diagnostic[] {
  if (file === undefined) return [];
  try {
    writeMetrics(file, openMetrics(status));
    return [];
  } catch (error) {
    const summary = `${fileFailure(error, "The file of metrics").problem}.`;
    return [{ code: "metrics-not-written", severity: "error", summary, found: file }];
  }
}

function problemsOf(
  { poll, failures, unhealthy }: OnceOutcome,
  dead: number,
  status: CollectorStatus,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const problem = (code: string, summary: string, more: Partial<Diagnostic> = {}): void => {
    found.push({ code, severity: "error", summary, ...more });
  };
  if (poll.problem !== undefined) problem("incomplete-poll", `Not everything was read: ${poll.problem}.`);
  if (unhealthy !== undefined) problem("health", `${unhealthy}.`);
  const { hole } = poll;
  if (hole !== undefined) {
    const [from, to] = [hole.from, hole.to].map(formatTimestamp);
    problem("hole", `Events from ${from} to ${to} are lost: ${hole.reason}.`);
  }
  for (const [sink, why] of failures) {
    const waiting = status.sinks.find(({ name }) => name === sink)?.pending ?? 0;
    const what = counted(waiting, "delivery", "deliveries");
    problem("not-delivered", `${why}; ${what} for the sink ${sink} ${waiting === 1 ? "waits" : "wait"}.`);
  }
  for (const field of status.missingFields) {
    const summary = `No row that was ever made has the field "${field}"; it is misspelt, or the mapping never gives it.`;
    problem("field-never-seen", summary, { found: field });
  }
  if (dead > 0) {
    const summary = `${counted(dead, "event")} became ${dead === 1 ? "a dead letter" : "dead letters"}.`;
    problem("dead-letters", summary, { found: status.deadLetterFile });
  }
  return found;
}
