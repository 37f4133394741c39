import type { JsonObject } from "../../model/json.ts";
import type { Delivery, DeliveryOutcome, OpenSink, SinkHost } from "../../model/sink.ts";
import { type Entry, entriesOf } from "../entries.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { undelivered } from "../undelivered.ts";
import { insertEntries, insertOneByOne } from "./insert-entries.ts";
import { PostgresDatabase } from "./postgres-database.ts";
import { isRefusedValue, postgresFailure } from "./postgres-failure.ts";
import { prepareTables, type TablesShape } from "./prepare-tables.ts";
import { readSettings } from "./read-settings.ts";

/** Tables of the store. */
const storeShape: TablesShape = {
  version: 1,
  marker: "store_version",
  names: ["raw_records", "rows"],
  tables: (schema) => `
  CREATE TABLE "${schema}".raw_records (
    organization text NOT NULL, id text NOT NULL, "time" timestamptz NOT NULL, kind text NOT NULL, raw json NOT NULL,
    PRIMARY KEY (organization, id)
  );
  CREATE INDEX raw_records_time ON "${schema}".raw_records ("time");
  CREATE INDEX raw_records_kind ON "${schema}".raw_records (kind, "time");
  CREATE TABLE "${schema}"."rows" (
    organization text NOT NULL, id text NOT NULL, "row" integer NOT NULL,
    "time" timestamptz NOT NULL, kind text NOT NULL, record json NOT NULL,
    PRIMARY KEY (organization, id, "row")
  );
  CREATE INDEX rows_time ON "${schema}"."rows" ("time");
  CREATE INDEX rows_kind ON "${schema}"."rows" (kind, "time");
`,
};

/** Inserts a batch. @returns what the server never takes of it */
async function insert(database: PostgresDatabase, entries: readonly Entry[]) {
  if (entries.length === 0) return [];
  try {
    await database.transaction((client, schema) => insertEntries(client, schema, entries));
    return [];
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    return database.transaction((client, schema) => insertOneByOne(client, schema, entries));
  }
}

/** Tables in a database, open for deliveries: one transaction for each batch. */
export async function openPostgres(
  config: JsonObject,
  host: SinkHost,
): Promise<OpenSink | { readonly problem: string }> {
  const settings = readSettings(config, host);
  if ("problem" in settings) return settings;
  const { what } = settings;
  const database = new PostgresDatabase(settings, host.signal);
  try {
    const refused = await database.transaction((client, schema) => prepareTables(client, schema, storeShape));
    if (refused !== undefined) {
      await database.close();
      return { problem: `${what} ${refused}` };
    }
  } catch (error) {
    await database.close();
    host.signal.throwIfAborted();
    return { problem: postgresFailure(error, what).problem };
  }
  const deliver = async (batch: readonly Delivery[]): Promise<DeliveryOutcome> => {
    const { entries, rejected } = entriesOf(batch);
    try {
      return { ok: true, rejected: [...rejected, ...(await insert(database, entries))] };
    } catch (error) {
      host.signal.throwIfAborted();
      return undelivered(postgresFailure(error, what));
    }
  };
  const next = oneAtATime();
  return {
    batch: { count: 1_000, bytes: 8 * 1024 * 1024 },
    async deliver(batch) {
      host.signal.throwIfAborted();
      return next(() => deliver(batch));
    },
    close: () => next(() => database.close()),
  };
}
