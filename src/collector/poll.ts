import type { Collector } from "../model/collector.ts";
import type { Ledger } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import type { DeadLetter, DeadLetters } from "./dead-letters.ts";
import type { EventFeed } from "./event-feed.ts";
import { eventPreparer, type PreparationHost, type PreparedEvent } from "./prepare-event.ts";
import type { CollectorState, Hole, NewEvent } from "./state.ts";

/** What a poll needs. */
export interface Polling {
  readonly collector: Collector;
  readonly feed: EventFeed;
  readonly state: CollectorState;
  readonly deadLetters: DeadLetters;
  readonly validator: PreparationHost["validator"];
  readonly signal: AbortSignal;
  /** Told after each page, so that sinks need not wait for the last one. */
  added(): void;
}

/** What became of a poll. */
export interface PollOutcome {
  /** Records read, and those of them that were new. */
  readonly records: number;
  readonly events: number;
  readonly dead: number;
  /** How often the source no longer knew a cursor that it had given. */
  readonly cursorResets: number;
  /** Why it was not complete; it does not count then and is read again. */
  readonly problem?: string;
  /** What could no longer be read. */
  readonly hole?: Hole;
  readonly to: number;
}

const day = 86_400_000;

const nothing: Ledger = { reasons: [], pages: 0, requests: 0, retries: 0 };

const text = (epoch: number): string => formatTimestamp(epoch);

/**
 * Reads what came since the last poll, and some of what was before, into the state. A long time is read day by
 * day, so that a failure costs a day at most.
 *
 * @param now the present, epoch milliseconds
 * @param again read from what every sink acknowledged on, instead of from what was read
 * @throws StateFailure; on abort
 */
export async function poll(run: Polling, now: number, again: boolean): Promise<PollOutcome> {
  const { collector, feed, state } = run;
  const sum: Sum = { records: 0, events: 0, dead: 0, cursorResets: 0 };
  const ended = (more: { problem?: string; hole?: Hole }): PollOutcome => ({ ...sum, ...more, to: now });
  const ready = await feed.ready();
  if ("problem" in ready) return ended({ problem: ready.problem });
  const { organization } = ready;
  const stranger = await strangerIn(state, organization);
  if (stranger !== undefined) return ended({ problem: stranger });
  const hole = await findHole(run, now);
  const { begin, readUntil, acknowledgedUntil } = await state.marks();
  const startAt = (mark: number): number =>
    Math.max(begin, mark - collector.overlap, feed.oldest(now) ?? begin);
  const start = startAt(again ? acknowledgedUntil : readUntil);
  const found = hole === undefined ? {} : { hole };
  if (start >= now) {
    // Nothing can have happened in no time; a clock that was ahead is another matter.
    if (now >= readUntil) return ended(found);
    const problem = `The clock stands at ${text(now)}, before ${text(readUntil)}, up to where was read`;
    return ended({ ...found, problem });
  }
  const seen = new Set<string>();
  const prepare = eventPreparer(collector, {
    now,
    organization,
    served: (record) => feed.served(record),
    validator: run.validator,
    saw: (field) => seen.add(field),
  });
  let reset = false;
  for (let from = start; from < now; ) {
    const to = Math.min(now, from + day);
    const ledger = await readWindow(run, { from, to, organization, prepare }, sum);
    const problem = problemOf(ledger);
    if (seen.size > 0) await state.rememberFields([...seen]);
    seen.clear();
    if (problem !== undefined && ledger.cursorRefused === true && !reset) {
      // What the source gave before may not go together with what it gives now.
      reset = true;
      from = startAt((await state.marks()).acknowledgedUntil);
      continue;
    }
    if (problem !== undefined) return ended({ ...found, problem });
    await state.finishReading(to);
    from = to;
  }
  return ended(found);
}

/** An event is known by its organisation and id: those of two organisations do not belong into one state. */
async function strangerIn(state: CollectorState, organization: string): Promise<string | undefined> {
  const known = await state.organization();
  if (known === undefined) await state.rememberOrganization(organization);
  if (known === undefined || known === organization) return undefined;
  return `The tenant is the organisation ${organization} now, and the state is that of ${known}; give it a state of its own`;
}

/** What lies before the oldest that can be read and was never read is lost: that is kept for ever, and said. */
async function findHole({ feed, state }: Polling, now: number): Promise<Hole | undefined> {
  const oldest = feed.oldest(now);
  const { readUntil } = await state.marks();
  if (oldest === undefined || readUntil >= oldest || oldest > now) return undefined;
  const reason = `the source keeps nothing from before ${text(oldest)}`;
  const hole = { from: readUntil, to: oldest, reason };
  await state.addHole(hole);
  return hole;
}

interface Sum {
  records: number;
  events: number;
  dead: number;
  cursorResets: number;
}

interface ReadingWindow {
  readonly from: number;
  readonly to: number;
  readonly organization: string;
  readonly prepare: (record: JsonObject) => PreparedEvent;
}

async function readWindow(run: Polling, window: ReadingWindow, sum: Sum): Promise<Ledger> {
  const pages = run.feed.read(window.from, window.to);
  try {
    for (;;) {
      const page = await pages.next();
      if (page.done === true) {
        const { cursorResets = 0, cursorRefused = false } = page.value;
        sum.cursorResets += cursorResets + (cursorRefused ? 1 : 0);
        return page.value;
      }
      run.signal.throwIfAborted();
      const { events, dead } = await addPage(run, window, page.value);
      sum.records += page.value.length;
      sum.events += events;
      sum.dead += dead;
      if (events > dead) run.added();
    }
  } finally {
    await pages.return(nothing);
  }
}

/** @returns why not everything is known to be read */
function problemOf({ reasons, notApplicable }: Ledger): string | undefined {
  const [reason, ...more] = reasons;
  if (reason === undefined) return notApplicable;
  return more.length === 0 ? reason.message : `${reason.message} (and ${more.length} more)`;
}

/** Adds what is new of a page. Dead letters are durable before the state knows of them. */
async function addPage(
  { state, deadLetters }: Polling,
  { from, to, organization, prepare }: ReadingWindow,
  records: readonly JsonObject[],
): Promise<{ readonly events: number; readonly dead: number }> {
  const prepared = new Map<string, PreparedEvent>();
  for (const record of records) {
    const event = prepare(record);
    if (!prepared.has(event.id)) prepared.set(event.id, event);
  }
  const fresh = await state.unseen(organization, [...prepared.keys()]);
  const events = [...prepared.values()].filter(({ id }) => fresh.has(id));
  const letters = events.flatMap((event): DeadLetter[] => {
    if (event.fate !== "dead") return [];
    const { id, reason, kind, record } = event;
    return [{ reason, organization, id, kind, record }];
  });
  await deadLetters.append(letters);
  // What is known already is passed on too: its memory is renewed.
  const all = [...prepared.values()].map(newEvent);
  await state.addPage({ organization, from, to, events: all, records: records.length });
  return { events: events.length, dead: letters.length };
}

function newEvent(event: PreparedEvent): NewEvent {
  const base = { id: event.id, time: event.time, sinks: [], dead: event.fate === "dead" };
  if (event.fate !== "deliver") return base;
  const { delivery, sinks, unknownType } = event;
  return { ...base, delivery, sinks, ...(unknownType ? { unknownType: delivery.kind } : {}) };
}
