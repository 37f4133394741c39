import type { TablesShape } from "../../stores/postgres/prepare-tables.ts";

const names = ["marks", "counts", "notes", "seen", "spool", "pending", "holes", "dead_letters"] as const;

/** Tables of the states of collectors. Times are epoch milliseconds; each row says whose it is. */
export const stateTablesShape: TablesShape = {
  version: 1,
  marker: "collector_version",
  names: names.map((name) => `collector_${name}`),
  tables: (schema) => {
    const table = (name: (typeof names)[number]) => `"${schema}".collector_${name}`;
    return `
      CREATE TABLE ${table("marks")} (collector text, name text, value text NOT NULL, PRIMARY KEY (collector, name));
      CREATE TABLE ${table("counts")} (
        collector text, name text, sink text, n bigint NOT NULL, PRIMARY KEY (collector, name, sink)
      );
      CREATE TABLE ${table("notes")} (
        collector text, name text, sink text, at bigint NOT NULL, problem text, PRIMARY KEY (collector, name, sink)
      );
      CREATE TABLE ${table("seen")} (
        collector text, organization text, id text, "time" bigint NOT NULL, PRIMARY KEY (collector, organization, id)
      );
      CREATE INDEX collector_seen_time ON ${table("seen")} (collector, "time");
      CREATE TABLE ${table("spool")} (
        seq bigserial PRIMARY KEY, collector text NOT NULL, "time" bigint NOT NULL, delivery text NOT NULL
      );
      CREATE INDEX collector_spool_time ON ${table("spool")} (collector, "time");
      CREATE TABLE ${table("pending")} (
        collector text, sink text, seq bigint REFERENCES ${table("spool")}, PRIMARY KEY (collector, sink, seq)
      );
      CREATE INDEX collector_pending_seq ON ${table("pending")} (seq);
      CREATE TABLE ${table("holes")} (
        collector text, "from" bigint, "to" bigint, reason text NOT NULL, PRIMARY KEY (collector, "from", "to")
      );
      CREATE TABLE ${table("dead_letters")} (
        seq bigserial PRIMARY KEY, collector text NOT NULL, at timestamptz NOT NULL DEFAULT now(), letter text NOT NULL
      );
      CREATE INDEX collector_dead_letters_collector ON ${table("dead_letters")} (collector, seq);
    `;
  },
};
