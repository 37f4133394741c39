import { type Random, randomFor } from "../org/random.ts";
import type { SizeCounts } from "../org/sizes.ts";
import { auditSpan, hour, minute } from "../org/spans.ts";
import { buildWorkCalendar, type WorkCalendar } from "../org/work-calendar.ts";

/**
 * The skeleton of the audit trail: when event number i happened and what is special about it. Event
 * 0 is the oldest. Everything is computed per event, so that a trail of any length costs nothing.
 */
export interface AuditPlan {
  readonly count: number;
  /** Epoch milliseconds; never decreases with the index. */
  timeOf(index: number): number;
  /** Index of the first event at or after an instant; `count` when there is none. */
  firstSince(epoch: number): number;
  /** Number of the recently published flow (0 …) whose publication this event is. */
  publicationAt(index: number): number | undefined;
  /** The event that is the publication of recently published flow number n. */
  publicationEvent(flow: number): number;
  /** Events outside working hours. */
  readonly outside: ReadonlySet<number>;
  /** Events that a person caused. */
  readonly byPerson: ReadonlySet<number>;
  /** Events that changed a role. */
  readonly roleChanges: ReadonlySet<number>;
  /** Events without user and client: the platform itself. */
  readonly bySystem: ReadonlySet<number>;
}

function search(count: number, timeOf: (index: number) => number, epoch: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(middle) < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Times are denser towards now, and every sixteenth event begins a bulk deployment with one timestamp. */
function regularTime(seed: number, count: number, calendar: WorkCalendar): (index: number) => number {
  return (index) => {
    const leader = index % 16 < 4 ? index - (index % 16) : index;
    const share = (count - leader - 1 + randomFor(seed, "audit-time", leader).next()) / count;
    return calendar.before(calendar.total * share * share);
  };
}

/** Moves the last event of some shifts into the night or weekend after them. */
function planOutside(
  random: Random,
  now: number,
  wanted: number,
  calendar: WorkCalendar,
  since: (epoch: number) => number,
): Map<number, number> {
  const moved = new Map<number, number>();
  let nextShift = now + 5 * hour;
  for (const shift of calendar.shifts) {
    const last = since(shift.to + 1) - 1;
    const from = shift.to + 7 * hour;
    const to = Math.min(nextShift - 5 * hour, now - 10 * minute);
    nextShift = shift.from;
    if (to - from < hour || last < since(shift.from)) continue;
    const skip = moved.size > 0 && moved.size + 2 < wanted && random.chance(0.3);
    if (!skip) moved.set(last, from + Math.floor(random.next() * (to - from)));
    if (moved.size === wanted) break;
  }
  return moved;
}

/** Chooses events spread over the trail, the first of them among the newest. */
function choose(
  random: Random,
  count: number,
  wanted: number,
  taken: (index: number) => boolean,
): Set<number> {
  const chosen = new Set<number>();
  for (let attempt = 0; chosen.size < wanted && attempt < wanted * 50; attempt++) {
    const newest = Math.max(1, Math.floor(count / 10));
    const index = chosen.size === 0 ? count - random.between(1, newest) : random.between(0, count - 1);
    if (!taken(index)) chosen.add(index);
  }
  return chosen;
}

/** @param publications number of flows whose newest publication lies within the trail */
export function planAudits(seed: number, now: number, counts: SizeCounts, publications: number): AuditPlan {
  const random = randomFor(seed, "audit-plan");
  const count = counts.auditEvents;
  const calendar = buildWorkCalendar(now, auditSpan);
  const regular = regularTime(seed, count, calendar);
  const outsideTimes = planOutside(random, now, random.between(2, 5) * counts.plants, calendar, (epoch) =>
    search(count, regular, epoch),
  );
  const timeOf = (index: number): number => outsideTimes.get(index) ?? regular(index);
  const publicationEvent = (flow: number): number => Math.floor(((flow + 0.5) * count) / publications);
  const publicationAt = (index: number): number | undefined => {
    const flow = Math.floor((index * publications) / count);
    return publicationEvent(flow) === index ? flow : undefined;
  };
  const taken = new Set(outsideTimes.keys());
  const pick = (wanted: number, free: (index: number) => boolean): Set<number> => {
    const chosen = choose(random, count, wanted, (index) => taken.has(index) || !free(index));
    for (const index of chosen) taken.add(index);
    return chosen;
  };
  const isPublication = (index: number): boolean => publicationAt(index) !== undefined;
  return {
    count,
    timeOf,
    firstSince: (epoch) => search(count, timeOf, epoch),
    publicationAt,
    publicationEvent,
    outside: new Set(outsideTimes.keys()),
    byPerson: pick(random.between(2, 6) * counts.plants, () => true),
    roleChanges: pick(random.between(1, 3) * counts.plants, (index) => !isPublication(index)),
    bySystem: pick(random.between(2, 4) * counts.plants, (index) => !isPublication(index)),
  };
}
