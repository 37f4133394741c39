import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../model/json.ts";
import type { OpenSink, SinkHost } from "../../model/sink.ts";
import { columnText } from "../column-text.ts";
import { type Entry, entriesOf } from "../entries.ts";
import { isStill } from "../own-file.ts";
import { undelivered } from "../undelivered.ts";
import { inTransaction } from "./in-transaction.ts";
import { type DatabaseShape, openDatabase } from "./open-database.ts";
import { sqliteFailure } from "./sqlite-failure.ts";

const shape: DatabaseShape = {
  // "bylw"
  application: 0x62796c77,
  version: 1,
  tables: `
    CREATE TABLE raw_records (
      organization TEXT NOT NULL, id TEXT NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL, raw TEXT NOT NULL,
      PRIMARY KEY (organization, id)
    ) STRICT;
    CREATE INDEX raw_records_time ON raw_records (time);
    CREATE INDEX raw_records_kind ON raw_records (kind, time);
    CREATE TABLE "rows" (
      organization TEXT NOT NULL, id TEXT NOT NULL, "row" INTEGER NOT NULL,
      time INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
      PRIMARY KEY (organization, id, "row")
    ) STRICT;
    CREATE INDEX rows_time ON "rows" (time);
    CREATE INDEX rows_kind ON "rows" (kind, time);
  `,
};

/**
 * What puts an entry into the tables; one that is there already stays as it is, with its rows. Nothing but such
 * a repetition is passed over: `OR IGNORE` would also drop what a constraint of the operator refuses.
 */
function insertInto(connection: DatabaseSync): (entry: Entry) => void {
  const raw = connection.prepare(
    "INSERT INTO raw_records VALUES (?, ?, ?, ?, ?) ON CONFLICT (organization, id) DO NOTHING",
  );
  const row = connection.prepare(
    'INSERT INTO "rows" VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (organization, id, "row") DO NOTHING',
  );
  return (entry) => {
    const [organization, id, kind] = [entry.organization, entry.id, entry.kind].map(columnText) as [
      string,
      string,
      string,
    ];
    if (raw.run(organization, id, entry.time, kind, entry.raw).changes === 0) return;
    for (const [at, record] of entry.rows.entries()) row.run(organization, id, at, entry.time, kind, record);
  };
}

/** A SQLite file, open for deliveries: one transaction for each batch. */
export function openSqlite(config: JsonObject, host: SinkHost): OpenSink | { readonly problem: string } {
  const path = resolve(host.root, String(config["path"]));
  const what = `The SQLite file ${String(config["path"])}`;
  const database = openDatabase(path, what, shape);
  if ("problem" in database) return { problem: database.problem };
  const { connection, identity } = database;
  const insert = insertInto(connection);
  return {
    batch: { count: 1_000, bytes: 8 * 1024 * 1024 },
    async deliver(batch) {
      host.signal.throwIfAborted();
      const { entries, rejected } = entriesOf(batch);
      const gone = { problem: `${what} was removed or replaced while it was open`, lasting: true };
      // SQLite itself would go on writing into a file that nobody finds any more.
      if (!isStill(path, identity)) return undelivered(gone);
      try {
        inTransaction(connection, () => entries.forEach(insert));
      } catch (error) {
        return undelivered(sqliteFailure(error, what));
      }
      return isStill(path, identity) ? { ok: true, rejected } : undelivered(gone);
    },
    async close() {
      connection.close();
    },
  };
}
