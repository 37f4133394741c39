import { backoff } from "../delivery/backoff.ts";
import { counted } from "../model/counted.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { checkHealth, isHealthDue } from "./check-health.ts";
import type { CollectorParts } from "./collector-parts.ts";
import { type Draining, drain } from "./drain.ts";
import { type PollOutcome, poll } from "./poll.ts";
import type { SinkLane } from "./sink-lane.ts";
import { StateFailure } from "./state.ts";
import { collectorStatus } from "./status.ts";
import { type WakeUp, wakeUp } from "./wake-up.ts";

/** What a running collector tells. */
export interface ServiceEvents {
  /** A line for the log, without content of records. */
  say(line: string): void;
  /** Something changed: metrics may be written. */
  changed(): Promise<void>;
}

/** Milliseconds; whether a check of the marks is due is looked up so often. */
const healthPause = 3_600_000;

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)} s`;

/** Runs something that may fail on the state; the state may be there again later, unless it is gone for good. */
async function orProblem<T>(work: () => Promise<T>, failed: (problem: string) => T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StateFailure && !error.lasting) return failed(error.message);
    throw error;
  }
}

async function pollForEver(
  parts: CollectorParts,
  { say, changed }: ServiceEvents,
  news: WakeUp,
): Promise<never> {
  const { polling, state, now, sleep, random } = parts;
  const { every } = polling.collector;
  let due = now();
  let failures = 0;
  let healthDue = 0;
  const told = new Set<string>();
  for (let again = true; ; again = false) {
    const at = now();
    const outcome = await orProblem<PollOutcome>(
      () => poll({ ...polling, added: news.ring }, at, again),
      (problem) => ({ problem, records: 0, events: 0, dead: 0, cursorResets: 0, to: at }),
    );
    const { problem, cursorResets, events } = outcome;
    tellPoll(outcome, failures, say);
    const note = { at, cursorResets, ...(problem === undefined ? {} : { problem }) };
    await orProblem(() => state.notePoll(note), say);
    if (events > 0) await orProblem(() => tellFields(parts, told, say), say);
    if (problem === undefined && at >= healthDue) {
      healthDue = at + healthPause;
      await orProblem(() => tellHealth(parts, at, say), say);
    }
    await changed();
    failures = problem === undefined ? 0 : failures + 1;
    if (problem !== undefined) await polling.feed.reset();
    // No drift: the next poll is so many intervals after the first, however long this one took.
    due += every * Math.max(1, Math.ceil((now() - due) / every));
    // A clock that was set back must not stop it.
    due = Math.min(due, now() + every);
    await sleep(Math.max(0, due - now(), failures === 0 ? 0 : backoff(failures, random())));
  }
}

/** Checks the marks where that is due; a collector that runs for long asks again each hour. */
async function tellHealth(
  { polling, state }: CollectorParts,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  if (!isHealthDue(await state.status(), now)) return;
  const problem = await checkHealth(polling, now);
  if (problem !== undefined) say(`health check failed: ${problem}`);
}

/** Says which of the fields that are asked for no row ever had, each once. */
async function tellFields(
  { polling, state, now }: CollectorParts,
  told: Set<string>,
  say: (line: string) => void,
): Promise<void> {
  const { fields } = polling.collector;
  if (fields === undefined || fields.every((name) => told.has(name))) return;
  const place = { state: "", deadLetterFile: "", running: true };
  const { missingFields } = collectorStatus(polling.collector, await state.status(), place, now());
  for (const name of missingFields) if (!told.has(name)) say(`no row ever had the field "${name}"`);
  for (const name of fields) told.add(name);
}

function tellPoll(
  { problem, hole, events, dead }: PollOutcome,
  failures: number,
  say: (line: string) => void,
) {
  if (hole !== undefined) {
    const [from, to] = [hole.from, hole.to].map(formatTimestamp);
    say(`hole: events from ${from} to ${to} are lost: ${hole.reason}`);
  }
  if (dead > 0) say(`${counted(dead, "event")} became ${dead === 1 ? "a dead letter" : "dead letters"}`);
  if (problem !== undefined) say(`poll failed, ${counted(failures + 1, "time")} in a row: ${problem}`);
  else if (failures > 0) say(`poll complete again, ${counted(events, "new event")}`);
}

async function drainForEver(
  lane: SinkLane,
  parts: CollectorParts,
  { say, changed }: ServiceEvents,
  news: WakeUp,
): Promise<never> {
  const { sleep, random } = parts;
  const run: Draining = {
    ...parts,
    refused: (count) => say(`sink ${lane.name} refused ${counted(count, "delivery", "deliveries")} for good`),
  };
  for (let failures = 0; ; ) {
    const version = news.version();
    const failure = await orProblem(
      () => drain(lane, run),
      (problem) => ({ problem, lasting: false, retryAfter: 0 }),
    );
    if (failure === undefined) {
      if (failures > 0) say(`sink ${lane.name} takes deliveries again`);
      failures = 0;
      await changed();
      await news.since(version);
      parts.signal.throwIfAborted();
      continue;
    }
    const pause = backoff(++failures, random(), failure.retryAfter);
    say(`sink ${lane.name} failed, next try in ${seconds(pause)}: ${failure.problem}`);
    await changed();
    await sleep(pause);
  }
}

/**
 * Collects until it is stopped: one poll after the other, and each sink at its own pace.
 *
 * @param stop aborted by the caller to stop it, or here when something failed for good
 * @throws StateFailure when the state is gone for good, and what is a bug
 */
export async function runService(
  parts: CollectorParts,
  events: ServiceEvents,
  stop: AbortController,
): Promise<void> {
  const { signal } = stop;
  const { lanes } = parts;
  const news = wakeUp(signal);
  let fatal: { readonly error: unknown } | undefined;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      fatal = { error };
      stop.abort();
    }
  };
  // What is spooled goes first; a sink that is away does not hold the poll up.
  await run(() =>
    Promise.all(
      lanes.map((lane) =>
        orProblem(
          () => drain(lane, parts),
          () => undefined,
        ),
      ),
    ),
  );
  const loops = [
    () => pollForEver(parts, events, news),
    ...lanes.map((lane) => () => drainForEver(lane, parts, events, news)),
  ];
  if (!signal.aborted) await Promise.all(loops.map(run));
  if (fatal !== undefined) throw fatal.error;
}
