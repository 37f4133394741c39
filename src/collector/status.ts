import type { Collector } from "../model/collector.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import type { Note, StateStatus } from "./state.ts";

/** How a collector is doing, as a document. Times are RFC 3339. */
export interface CollectorStatus {
  readonly collector: string;
  readonly source: string;
  readonly organization?: string;
  /** A process holds the lock of the state. */
  readonly running: boolean;
  readonly state: string;
  readonly begin: string;
  readonly readUntil: string;
  readonly acknowledgedUntil: string;
  /** Seconds from what every sink acknowledged to now. */
  readonly lagSeconds: number;
  readonly lastPoll?: ToldNote;
  readonly lastCompletePoll?: string;
  /** The last check, once a day, that the marks fit each other and the source still answers for them. */
  readonly lastHealthCheck?: ToldNote;
  readonly counts: StateStatus["counts"];
  readonly sinks: readonly ToldSink[];
  readonly holes: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  /** Fields that are asked for and that no row ever had: misspelt ones, it may be. */
  readonly missingFields: readonly string[];
  /** Events of entity types that the registry does not have, by type. */
  readonly unknownTypes: Readonly<Record<string, number>>;
  /** All of them, also those that sinks refused. */
  readonly deadLetters: number;
  readonly deadLetterFile: string;
}

interface ToldNote {
  readonly at: string;
  readonly problem?: string;
}

interface ToldSink {
  readonly name: string;
  readonly pending: number;
  readonly oldest?: string;
  readonly delivered: number;
  readonly deadLetters: number;
  readonly last?: ToldNote;
}

function told({ at, problem }: Note): ToldNote {
  return { at: formatTimestamp(at), ...(problem === undefined ? {} : { problem }) };
}

/** @param now epoch milliseconds */
export function collectorStatus(
  { name, sinks, fields = [] }: Collector,
  status: StateStatus,
  place: { readonly state: string; readonly deadLetterFile: string; readonly running: boolean },
  now: number,
): CollectorStatus {
  const known = new Map(status.sinks.map((sink) => [sink.name, sink]));
  const names = [...new Set([...sinks.map((sink) => sink.name), ...known.keys()])].sort();
  const all = names.map((each) => known.get(each) ?? { name: each, pending: 0, delivered: 0, dead: 0 });
  const { organization, poll, completePoll, health } = status;
  return {
    collector: name,
    source: status.source,
    ...(organization === undefined ? {} : { organization }),
    running: place.running,
    state: place.state,
    begin: formatTimestamp(status.begin),
    readUntil: formatTimestamp(status.readUntil),
    acknowledgedUntil: formatTimestamp(status.acknowledgedUntil),
    lagSeconds: Math.max(0, Math.round((now - status.acknowledgedUntil) / 1000)),
    ...(poll === undefined ? {} : { lastPoll: told(poll) }),
    ...(completePoll === undefined ? {} : { lastCompletePoll: formatTimestamp(completePoll) }),
    ...(health === undefined ? {} : { lastHealthCheck: told(health) }),
    counts: status.counts,
    sinks: all.map(({ name: each, pending, oldest, delivered, dead, last }) => ({
      name: each,
      pending,
      ...(oldest === undefined ? {} : { oldest: formatTimestamp(oldest) }),
      delivered,
      deadLetters: dead,
      ...(last === undefined ? {} : { last: told(last) }),
    })),
    holes: status.holes.map(({ from, to, reason }) => ({
      from: formatTimestamp(from),
      to: formatTimestamp(to),
      reason,
    })),
    missingFields: status.fields.length === 0 ? [] : fields.filter((each) => !status.fields.includes(each)),
    unknownTypes: Object.fromEntries([...status.unknownTypes].sort()),
    deadLetters: status.counts.dead + all.reduce((sum, { dead }) => sum + dead, 0),
    deadLetterFile: place.deadLetterFile,
  };
}
