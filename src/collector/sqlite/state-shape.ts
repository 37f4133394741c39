import type { DatabaseShape } from "../../stores/sqlite/open-database.ts";

/** Tables of a collector's state. */
export const stateShape: DatabaseShape = {
  // "bylc"
  application: 0x62796c63,
  version: 1,
  tables: `
    CREATE TABLE marks (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE counts (name TEXT NOT NULL, sink TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (name, sink))
      STRICT, WITHOUT ROWID;
    CREATE TABLE notes (name TEXT NOT NULL, sink TEXT NOT NULL, at INTEGER NOT NULL, problem TEXT,
      PRIMARY KEY (name, sink)) STRICT, WITHOUT ROWID;
    CREATE TABLE seen (organization TEXT NOT NULL, id TEXT NOT NULL, time INTEGER NOT NULL,
      PRIMARY KEY (organization, id)) STRICT, WITHOUT ROWID;
    CREATE INDEX seen_time ON seen (time);
    CREATE TABLE spool (seq INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, delivery TEXT NOT NULL) STRICT;
    CREATE INDEX spool_time ON spool (time);
    CREATE TABLE pending (sink TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES spool, PRIMARY KEY (sink, seq))
      STRICT, WITHOUT ROWID;
    CREATE INDEX pending_seq ON pending (seq);
    CREATE TABLE holes ("from" INTEGER NOT NULL, "to" INTEGER NOT NULL, reason TEXT NOT NULL,
      PRIMARY KEY ("from", "to")) STRICT, WITHOUT ROWID;
  `,
};
