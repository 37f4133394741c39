import type { HttpClock } from "../http/clock.ts";
import type { HttpRequest, HttpResult, OnWait } from "../http/exchange.ts";
import type { Ledger } from "../model/dataset.ts";
import type { Bindings } from "../model/expression.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { ReadProgress } from "../model/provider.ts";
import { type Duration, parseDuration } from "../time/duration.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { type CompiledStep, compileStep } from "./compile-step.ts";
import type { IntervalDescription, Surface } from "./description.ts";
import { descriptionOptions } from "./expressions.ts";
import { cutInterval, halve, type Interval, resolveInterval } from "./interval.ts";
import { type Failed, failedWith, type ReadContext } from "./read-context.ts";
import { runStep } from "./run-step.ts";
import { createTally } from "./tally.ts";

/** A read of one source over one surface. */
export interface SourceRead {
  /** Name of the source, for progress. */
  readonly source: string;
  readonly surface: Surface;
  readonly interval?: IntervalDescription;
  readonly parameters: JsonObject;
  /** Pinned clock, epoch milliseconds. */
  readonly now: number;
  readonly clock: HttpClock;
  readonly signal: AbortSignal;
  send(request: HttpRequest, onWait?: OnWait): Promise<HttpResult>;
  progress(event: ReadProgress): void;
  readonly explain?: ReadContext["explain"];
  /** @param text how it stood in its page, where it did */
  served?(record: JsonObject, asServed: Json, text?: string): void;
  exchanged?: ReadContext["exchanged"];
  /** Put before the path of every request. */
  readonly basePath?: string;
}

/** Shortest piece that an interval is cut into when the API gives too many matches. */
const leastWhenCapped = 1_000;
/** Shortest piece, and most halvings, when the API times out. */
const leastWhenSlow = 60_000;
const maxHalvings = 4;

/** What all intervals of one read share. */
interface Running {
  readonly step: CompiledStep;
  readonly bindings: Bindings;
  readonly context: ReadContext;
}

async function* readInterval(
  running: Running,
  interval: Interval,
  halvings: number,
): AsyncGenerator<readonly JsonObject[], Failed | undefined> {
  const { step, bindings, context } = running;
  const { from, to } = interval;
  const acceptCap = halve(interval, leastWhenCapped) === undefined;
  const range = { from: formatTimestamp(from), to: formatTimestamp(to) };
  const failed = yield* runStep(step, { ...bindings, ...range }, { ...context, acceptCap });
  if (failed === undefined || !failed.shorten) return failed;
  const slow = !failed.capped;
  const halves = halve(interval, slow ? leastWhenSlow : leastWhenCapped);
  if (halves === undefined || (slow && halvings >= maxHalvings)) return failed;
  for (const half of halves) {
    const ended = yield* readInterval(running, half, slow ? halvings + 1 : halvings);
    if (ended !== undefined) return ended;
  }
  return undefined;
}

async function* readAll(
  running: Running,
  intervals: Iterable<Interval> | undefined,
): AsyncGenerator<readonly JsonObject[], Failed | undefined> {
  if (intervals === undefined) {
    return yield* runStep(running.step, running.bindings, { ...running.context, acceptCap: true });
  }
  for (const interval of intervals) {
    const failed = yield* readInterval(running, interval, 0);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

/** Whoever wants records as they were served gets their text with them. */
function keepServed({ served }: SourceRead): Pick<ReadContext, "served" | "texts"> {
  if (served === undefined) return {};
  const texts = new WeakMap<JsonObject, string>();
  const textOf = (record: Json) => (isJsonObject(record) ? texts.get(record) : undefined);
  return { texts, served: (record, asServed) => served(record, asServed, textOf(asServed)) };
}

/** Pieces to read, or what is wrong with the interval. */
function intervalsOf(read: SourceRead): Iterable<Interval> | undefined | Failed {
  if (read.interval === undefined) return undefined;
  const interval = resolveInterval(read.parameters, read.now, read.interval);
  if (!interval.ok) return failedWith("provider-failed", interval.problem);
  const { maxInterval } = read.surface;
  const most = maxInterval === undefined ? undefined : parseDuration(maxInterval);
  const limits = [most, interval.chunk].filter((limit): limit is Duration => limit !== undefined);
  return cutInterval(interval, limits);
}

/**
 * Reads a described source. Whatever goes wrong on the other side is in the ledger at the end.
 *
 * @throws on abort
 */
export async function* readSource(read: SourceRead): AsyncGenerator<readonly JsonObject[], Ledger> {
  const tally = createTally();
  let records = 0;
  const report = (more: Partial<ReadProgress> = {}) =>
    read.progress({ source: read.source, records, requests: tally.requests, ...more });
  const { pageSize } = read.parameters;
  const context: ReadContext = {
    send: read.send,
    clock: read.clock,
    signal: read.signal,
    tally,
    acceptCap: false,
    onWait: (milliseconds, why) => report({ waiting: `${why}, ${Math.ceil(milliseconds / 1000)} s` }),
    ...(typeof pageSize === "number" ? { pageSize } : {}),
    ...(read.explain === undefined ? {} : { explain: read.explain }),
    ...keepServed(read),
    ...(read.exchanged === undefined ? {} : { exchanged: read.exchanged }),
  };
  if (read.surface.notServed !== undefined) {
    tally.notApplicable(read.surface.notServed);
    return tally.ledger();
  }
  const intervals = intervalsOf(read);
  if (intervals !== undefined && "reason" in intervals) {
    tally.reason(intervals.reason);
    return tally.ledger();
  }
  const bindings: Bindings = { with: read.parameters };
  const step = compileStep(read.surface, {
    expressions: descriptionOptions(read.now),
    basePath: read.basePath ?? "",
  });
  const pages = readAll({ step, bindings, context }, intervals);
  for (;;) {
    const page = await pages.next();
    if (page.done === true) {
      if (page.value?.notApplicable !== undefined) tally.notApplicable(page.value.notApplicable);
      else if (page.value !== undefined) tally.reason(page.value.reason);
      return tally.ledger();
    }
    records += page.value.length;
    report();
    if (page.value.length > 0) yield page.value;
  }
}
