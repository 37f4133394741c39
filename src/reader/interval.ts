import type { JsonObject } from "../model/json.ts";
import { type Duration, instantAfter, instantBefore, parseDuration } from "../time/duration.ts";
import { formatTimestamp, parseTimestamp } from "../time/timestamp.ts";
import type { IntervalDescription } from "./description.ts";

/** A time interval in epoch milliseconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export type ResolvedInterval =
  | (Interval & { readonly ok: true; readonly chunk?: Duration })
  | IntervalProblem;

interface IntervalProblem {
  readonly ok: false;
  /** Parameter that is wrong. */
  readonly parameter: "from" | "to" | "last" | "chunk";
  readonly problem: string;
}

function wrong(parameter: IntervalProblem["parameter"], problem: string): IntervalProblem {
  return { ok: false, parameter, problem };
}

function lengthOf(text: unknown): Duration | undefined {
  const duration = typeof text === "string" ? parseDuration(text) : undefined;
  return duration !== undefined && instantAfter(0, duration) > 0 ? duration : undefined;
}

function instantOf(value: unknown): number | undefined {
  return typeof value === "string" ? parseTimestamp(value) : undefined;
}

/** Start of the interval: `from`, or so long before its end. */
function startOf(parameters: JsonObject, to: number, fallback: string | undefined): number | IntervalProblem {
  const { from, last = fallback } = parameters;
  if (from !== undefined) {
    return (
      instantOf(from) ?? wrong("from", "from is not a timestamp with a zone, such as 2026-01-31T00:00:00Z")
    );
  }
  if (last === undefined) return wrong("last", "an interval is required: give from and to, or last");
  const length = lengthOf(last);
  if (length === undefined) return wrong("last", "last is not a positive ISO 8601 duration, such as PT2H");
  return instantBefore(to, length);
}

/**
 * The interval that parameters `from`, `to`, `last` and `chunk` ask for.
 *
 * @param now pinned clock; the default end
 */
export function resolveInterval(
  parameters: JsonObject,
  now: number,
  description: IntervalDescription,
): ResolvedInterval {
  const { from, to, last, chunk } = parameters;
  if (from !== undefined && last !== undefined) return wrong("last", "give either from or last, not both");
  const end = to === undefined ? now : instantOf(to);
  if (end === undefined)
    return wrong("to", "to is not a timestamp with a zone, such as 2026-01-31T00:00:00Z");
  const start = startOf(parameters, end, description.default);
  if (typeof start !== "number") return start;
  if (start >= end) {
    const ends = `${formatTimestamp(start)} is not before ${formatTimestamp(end)}`;
    return wrong(from === undefined ? "to" : "from", `the interval is empty or inverted: ${ends}`);
  }
  if (chunk === undefined) return { ok: true, from: start, to: end };
  const piece = lengthOf(chunk);
  if (piece === undefined) return wrong("chunk", "chunk is not a positive ISO 8601 duration, such as PT1H");
  return { ok: true, from: start, to: end, chunk: piece };
}

/**
 * Cuts an interval into pieces, oldest first. Neighbours share their border, so that neither an inclusive
 * nor an exclusive end loses a record; the doubles are one when the dataset is built.
 */
export function* cutInterval(interval: Interval, limits: readonly Duration[]): Generator<Interval> {
  for (let from = interval.from; from < interval.to; ) {
    let to = interval.to;
    for (const limit of limits) to = Math.min(to, instantAfter(from, limit));
    yield { from, to };
    from = to;
  }
}

/** Two halves of an interval, or undefined when they would be shorter than `least` milliseconds. */
export function halve(interval: Interval, least: number): readonly [Interval, Interval] | undefined {
  const length = interval.to - interval.from;
  if (length < 2 * least) return undefined;
  const middle = interval.from + Math.floor(length / 2);
  return [
    { from: interval.from, to: middle },
    { from: middle, to: interval.to },
  ];
}
