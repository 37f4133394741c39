import type { DatabaseSync } from "node:sqlite";
import { spooledDelivery } from "../spooled-delivery.ts";
import type { Marks, NewEvent, NewPage, Note, Pending } from "../state.ts";
import { countTypes } from "../status-from-rows.ts";

/** What is done to the tables; each method is to be called in a transaction. */
export interface StateTables {
  marks(): Marks;
  text(name: string): string | undefined;
  set(name: string, value: number | string): void;
  isSeen(organization: string, id: string): boolean;
  add(page: NewPage): void;
  /** Moves the acknowledged mark as far as it may go, and forgets what lies far before it. */
  advance(): void;
  oldest(sink: string, most: { readonly count: number; readonly bytes: number }): readonly Pending[];
  settle(sink: string, settled: readonly number[]): void;
  count(name: string, n: number, sink?: string): void;
  note(name: string, note: Note, sink?: string): void;
}

function prepare(connection: DatabaseSync) {
  const sql = (text: string) => connection.prepare(text);
  return {
    mark: sql("SELECT value FROM marks WHERE name = ?"),
    setMark: sql("INSERT INTO marks VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
    seen: sql("SELECT 1 FROM seen WHERE organization = ? AND id = ?"),
    addSeen: sql("INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
    renewSeen: sql("UPDATE seen SET time = ?3 WHERE organization = ?1 AND id = ?2 AND time < ?3"),
    forget: sql("DELETE FROM seen WHERE time < ?"),
    spool: sql("INSERT INTO spool (time, delivery) VALUES (?, ?)"),
    await: sql("INSERT INTO pending VALUES (?, ?)"),
    first: sql("SELECT min(time) AS time FROM spool"),
    oldest: sql(
      "SELECT seq, delivery FROM pending JOIN spool USING (seq) WHERE sink = ? ORDER BY seq LIMIT ?",
    ),
    done: sql("DELETE FROM pending WHERE sink = ? AND seq = ?"),
    unspool: sql("DELETE FROM spool WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM pending WHERE seq = ?1)"),
    count: sql(
      "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (name, sink) DO UPDATE SET n = n + excluded.n",
    ),
    note: sql(
      "INSERT INTO notes VALUES (?, ?, ?, ?) ON CONFLICT (name, sink) DO UPDATE SET at = excluded.at, problem = excluded.problem",
    ),
  };
}

/** @param overlap milliseconds; what lies twice as far before the acknowledged mark is forgotten */
export function stateTables(connection: DatabaseSync, overlap: number): StateTables {
  const sql = prepare(connection);
  const mark = (name: string): unknown => sql.mark.get(name)?.["value"];
  const marks = (): Marks => ({
    begin: Number(mark("begin")),
    readUntil: Number(mark("readUntil")),
    acknowledgedUntil: Number(mark("acknowledgedUntil")),
  });
  const count = (name: string, n: number, sink = ""): void => {
    if (n > 0) sql.count.run(name, sink, n);
  };

  function addEvent({ organization, from, to }: NewPage, event: NewEvent): boolean {
    // What is served although it lies before what was asked for would be forgotten, and served again.
    const time = event.time >= from ? Math.floor(event.time) : to;
    if (sql.addSeen.run(organization, event.id, time).changes === 0) {
      sql.renewSeen.run(organization, event.id, time);
      return false;
    }
    if (event.delivery === undefined || event.sinks.length === 0) return true;
    const { lastInsertRowid } = sql.spool.run(Math.floor(event.time), JSON.stringify(event.delivery));
    for (const sink of event.sinks) sql.await.run(sink, lastInsertRowid);
    return true;
  }

  return {
    marks,
    count,
    text(name) {
      const value = mark(name);
      return typeof value === "string" ? value : undefined;
    },
    set: (name, value) => void sql.setMark.run(name, value),
    isSeen: (organization, id) => sql.seen.get(organization, id) !== undefined,
    add(page) {
      const { events, records } = page;
      const fresh = events.filter((event) => addEvent(page, event));
      count("records", records);
      count("events", fresh.length);
      for (const [name, n] of countTypes(fresh)) count(name, n);
      count("dead", fresh.filter(({ dead }) => dead).length);
      count("leftOut", fresh.filter(({ dead, delivery }) => !dead && delivery === undefined).length);
    },
    advance() {
      const { readUntil, acknowledgedUntil } = marks();
      const first = sql.first.get()?.["time"];
      const most = typeof first === "number" ? Math.min(readUntil, first - 1) : readUntil;
      if (most <= acknowledgedUntil) return;
      sql.setMark.run("acknowledgedUntil", most);
      sql.forget.run(most - 2 * overlap);
    },
    oldest(sink, { count: most, bytes }) {
      const found: Pending[] = [];
      let size = 0;
      for (const row of sql.oldest.iterate(sink, Math.max(1, most))) {
        const text = String(row["delivery"]);
        size += Buffer.byteLength(text);
        if (found.length > 0 && size > bytes) break;
        found.push({ seq: Number(row["seq"]), delivery: spooledDelivery(text) });
      }
      return found;
    },
    settle(sink, settled) {
      for (const seq of settled) {
        sql.done.run(sink, seq);
        sql.unspool.run(seq);
      }
    },
    note: (name, { at, problem }, sink = "") => void sql.note.run(name, sink, at, problem ?? null),
  };
}
