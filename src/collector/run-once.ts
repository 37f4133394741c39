import { backoff } from "../delivery/backoff.ts";
import { checkHealth, isHealthDue } from "./check-health.ts";
import type { CollectorParts } from "./collector-parts.ts";
import { drain } from "./drain.ts";
import { type PollOutcome, poll } from "./poll.ts";
import type { SinkLane } from "./sink-lane.ts";

/** What one poll and the delivery of everything came to. */
export interface OnceOutcome {
  readonly poll: PollOutcome;
  /** Why sinks did not take what waits for them, by name. */
  readonly failures: ReadonlyMap<string, string>;
  /** What a check of the marks found, where one was due. */
  readonly unhealthy?: string;
}

/** @returns why the sink still has not everything after so many milliseconds of waiting */
async function drainPatiently(
  lane: SinkLane,
  parts: CollectorParts,
  patience: number,
): Promise<string | undefined> {
  let waited = 0;
  for (let failures = 1; ; failures++) {
    const failure = await drain(lane, parts);
    if (failure === undefined) return undefined;
    const pause = backoff(failures, parts.random(), failure.retryAfter);
    if (failure.lasting || waited + pause > patience) return failure.problem;
    await parts.sleep(pause);
    waited += pause;
  }
}

/**
 * Delivers what an earlier run left, polls once, and delivers that.
 *
 * @param patience milliseconds of waiting for a sink that is away
 * @throws StateFailure; on abort
 */
export async function runOnce(parts: CollectorParts, patience: number): Promise<OnceOutcome> {
  const { lanes, polling, state } = parts;
  await Promise.all(lanes.map((lane) => drain(lane, parts)));
  const at = parts.now();
  const before = await state.status();
  const outcome = await poll({ ...polling, added: () => undefined }, at, true);
  const { problem, cursorResets } = outcome;
  await state.notePoll({ at, cursorResets, ...(problem === undefined ? {} : { problem }) });
  const due = problem === undefined && isHealthDue(before, at);
  const unhealthy = due ? await checkHealth(polling, at) : undefined;
  const failures = new Map<string, string>();
  const drained = await Promise.all(lanes.map((lane) => drainPatiently(lane, parts, patience)));
  for (const [index, lane] of lanes.entries()) {
    const failure = drained[index];
    if (failure !== undefined) failures.set(lane.name, failure);
  }
  return { poll: outcome, failures, ...(unhealthy === undefined ? {} : { unhealthy }) };
}
