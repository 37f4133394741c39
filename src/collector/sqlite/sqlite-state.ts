import { isStill } from "../../stores/own-file.ts";
import { inTransaction } from "../../stores/sqlite/in-transaction.ts";
import { openDatabase } from "../../stores/sqlite/open-database.ts";
import { sqliteFailure } from "../../stores/sqlite/sqlite-failure.ts";
import { type CollectorState, type OpenedState, StateFailure } from "../state.ts";
import type { StateSettings } from "../state-settings.ts";
import { fieldMark } from "../status-from-rows.ts";
import { readStatus } from "./read-status.ts";
import { stateShape } from "./state-shape.ts";
import { stateTables } from "./state-tables.ts";

/** @throws StateFailure when the file cannot be used */
export function openSqliteState(path: string, settings: StateSettings): OpenedState {
  const what = `The state ${path}`;
  // What was delivered is overwritten, not only forgotten: the spool holds whole records.
  const database = openDatabase(path, what, stateShape, ["secure_delete = ON"]);
  if ("problem" in database) throw new StateFailure(database.problem, database.lasting);
  const { connection, identity } = database;
  const tables = stateTables(connection, settings.overlap);
  const transact = <T>(work: () => T): T => {
    // SQLite itself would go on writing into a file that nobody finds any more.
    const gone = `${what} was removed or replaced while it was open`;
    if (!isStill(path, identity)) throw new StateFailure(gone, true);
    try {
      return inTransaction(connection, work);
    } catch (error) {
      if (error instanceof StateFailure) throw error;
      const { problem, lasting } = sqliteFailure(error, what);
      throw new StateFailure(problem, lasting);
    }
  };
  const fresh = orClose(connection, () =>
    transact(() => {
      const source = tables.text("source");
      if (source !== undefined && source !== settings.source)
        throw new StateFailure(`${what} is that of a collector of ${source}; name another`, true);
      if (source !== undefined) return false;
      tables.set("source", settings.source);
      for (const name of ["begin", "readUntil", "acknowledgedUntil"]) tables.set(name, settings.begin);
      return true;
    }),
  );
  return { state: stateOf(tables, transact, connection), fresh };
}

function stateOf(
  tables: ReturnType<typeof stateTables>,
  transact: <T>(work: () => T) => T,
  connection: Parameters<typeof readStatus>[0],
): CollectorState {
  return {
    marks: async () => transact(() => tables.marks()),
    organization: async () => transact(() => tables.text("organization")),
    rememberOrganization: async (name) => transact(() => tables.set("organization", name)),
    unseen: async (organization, ids) =>
      transact(() => new Set(ids.filter((id) => !tables.isSeen(organization, id)))),
    addPage: async (page) => transact(() => tables.add(page)),
    finishReading: async (to) =>
      transact(() => {
        tables.set("readUntil", Math.max(to, tables.marks().readUntil));
        tables.advance();
      }),
    addHole: async ({ from, to, reason }) =>
      transact(() => {
        connection.prepare("INSERT INTO holes VALUES (?, ?, ?) ON CONFLICT DO NOTHING").run(from, to, reason);
        tables.set("readUntil", Math.max(to, tables.marks().readUntil));
        tables.advance();
      }),
    oldest: async (sink, most) => transact(() => tables.oldest(sink, most)),
    settle: async (sink, settled, dead) =>
      transact(() => {
        tables.settle(sink, settled);
        tables.count("delivered", settled.length - dead, sink);
        tables.count("dead", dead, sink);
        tables.advance();
      }),
    rememberFields: async (names) =>
      transact(() => {
        for (const name of names) tables.set(`${fieldMark}${name}`, 1);
      }),
    awaited: async () =>
      transact(() => connection.prepare("SELECT DISTINCT sink FROM pending").all()).map(({ sink }) =>
        String(sink),
      ),
    notePoll: async (note) =>
      transact(() => {
        tables.note("poll", note);
        tables.count("polls", 1);
        tables.count("cursorResets", note.cursorResets ?? 0);
        if (note.problem === undefined) tables.note("complete", note);
        else tables.count("failedPolls", 1);
      }),
    noteHealth: async (note) => transact(() => tables.note("health", note)),
    noteSink: async (sink, note) => transact(() => tables.note("sink", note, sink)),
    status: async () => transact(() => readStatus(connection)),
    close: async () => connection.close(),
  };
}

function orClose<T>(connection: { close(): void }, work: () => T): T {
  try {
    return work();
  } catch (error) {
    connection.close();
    throw error;
  }
}
