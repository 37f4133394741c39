import type { Note, SinkStatus, StateStatus } from "./state.ts";

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

/** What the rows of a state say. */
export function statusFrom(rows: StatusRows): StateStatus {
  const marks = new Map(rows.marks.map(({ name, value }) => [name, value]));
  const counts = new Map(rows.counts.map(({ name, sink, n }) => [`${name} ${sink}`, numberOf(n)]));
  const notes = new Map(rows.notes.map((row) => [`${row["name"]} ${row["sink"]}`, row]));
  const waiting = new Map(rows.waiting.map((row) => [String(row["sink"]), row]));
  const count = (name: string, sink = "") => counts.get(`${name} ${sink}`) ?? 0;
  const known = [...counts.keys(), ...notes.keys()].map((key) => key.slice(key.indexOf(" ") + 1));
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
