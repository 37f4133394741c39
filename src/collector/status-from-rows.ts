import { columnText } from "../stores/column-text.ts";
import type { NewEvent, Note, SinkStatus, StateStatus } from "./state.ts";

type Row = Readonly<Record<string, unknown>>;

/** Rows of the tables of a state. */
export interface StatusRows {
  readonly marks: readonly Row[];
  readonly counts: readonly Row[];
  readonly notes: readonly Row[];
  /** How much waits for each sink, and from when the oldest of it is. */
  readonly waiting: readonly Row[];
  readonly holes: readonly Row[];
}

const numberOf = (value: unknown): number => Number(value ?? 0);

function noteOf(row: Row | undefined): Note | undefined {
  if (row === undefined) return undefined;
  const { at, problem } = row;
  return { at: numberOf(at), ...(typeof problem === "string" ? { problem } : {}) };
}

/** What marks of fields begin with. */
export const fieldMark = "field ";

/** What counts of events of unknown entity types begin with. */
const typeCount = "type ";

/** Counts of the entity types of events that the registry does not have. */
export function countTypes(events: readonly NewEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { unknownType } of events) {
    if (unknownType === undefined) continue;
    const name = `${typeCount}${columnText(unknownType)}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** What the rows of a state say. */
export function statusFrom(rows: StatusRows): StateStatus {
  const marks = new Map(rows.marks.map(({ name, value }) => [name, value]));
  const counts = new Map(rows.counts.map(({ name, sink, n }) => [`${name} ${sink}`, numberOf(n)]));
  const notes = new Map(rows.notes.map((row) => [`${row["name"]} ${row["sink"]}`, row]));
  const waiting = new Map(rows.waiting.map((row) => [String(row["sink"]), row]));
  const count = (name: string, sink = "") => counts.get(`${name} ${sink}`) ?? 0;
  const known = [...rows.counts, ...rows.notes].map(({ sink }) => String(sink));
  const names = [...new Set([...waiting.keys(), ...known])].filter((name) => name !== "").sort();
  const sinks = names.map((name): SinkStatus => {
    const last = noteOf(notes.get(`sink ${name}`));
    const oldest = waiting.get(name)?.["oldest"];
    return {
      name,
      pending: numberOf(waiting.get(name)?.["n"]),
      delivered: count("delivered", name),
      dead: count("dead", name),
      ...(oldest === undefined ? {} : { oldest: numberOf(oldest) }),
      ...(last === undefined ? {} : { last }),
    };
  });
  const organization = marks.get("organization");
  const poll = noteOf(notes.get("poll "));
  const complete = notes.get("complete ");
  const health = noteOf(notes.get("health "));
  return {
    begin: numberOf(marks.get("begin")),
    readUntil: numberOf(marks.get("readUntil")),
    acknowledgedUntil: numberOf(marks.get("acknowledgedUntil")),
    source: String(marks.get("source") ?? ""),
    ...(typeof organization === "string" ? { organization } : {}),
    ...(poll === undefined ? {} : { poll }),
    ...(complete === undefined ? {} : { completePoll: numberOf(complete["at"]) }),
    ...(health === undefined ? {} : { health }),
    counts: {
      polls: count("polls"),
      failedPolls: count("failedPolls"),
      records: count("records"),
      events: count("events"),
      leftOut: count("leftOut"),
      dead: count("dead"),
      cursorResets: count("cursorResets"),
    },
    sinks,
    unknownTypes: new Map(
      rows.counts
        .map(({ name, n }) => [String(name), numberOf(n)] as const)
        .filter(([name]) => name.startsWith(typeCount))
        .map(([name, n]) => [name.slice(typeCount.length), n]),
    ),
    fields: [...marks.keys()].flatMap((name) => {
      const text = String(name);
      return text.startsWith(fieldMark) ? [text.slice(fieldMark.length)] : [];
    }),
    holes: rows.holes.map((row) => ({
      from: numberOf(row["from"]),
      to: numberOf(row["to"]),
      reason: String(row["reason"]),
    })),
  };
}
