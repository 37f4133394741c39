import { untilAborted } from "../../http/until-aborted.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Delivery, DeliveryOutcome, OpenSink, SinkHost } from "../../model/sink.ts";
import { type Entry, entriesOf } from "../entries.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { undelivered } from "../undelivered.ts";
import { type Connection, connect, disconnect } from "./connect.ts";
import { inTransaction } from "./in-transaction.ts";
import { insertEntries, insertOneByOne } from "./insert-entries.ts";
import { isAnswer, isRefusedValue, postgresFailure } from "./postgres-failure.ts";
import { prepareTables } from "./prepare-tables.ts";
import { type PostgresSettings, readSettings } from "./read-settings.ts";

/** Keeps one connection, and makes a new one after it was lost. */
class Database {
  readonly #settings: PostgresSettings;
  readonly #signal: AbortSignal;
  #connection: Connection | undefined;

  constructor(settings: PostgresSettings, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
  }

  /** Does work in a transaction. @throws what the server or the connection throws, or the signal's reason */
  async transaction<T>(work: (client: Connection["client"], schema: string) => Promise<T>): Promise<T> {
    const { timeout, schema } = this.#settings;
    if (this.#connection?.lost === true) await this.close();
    this.#connection ??= await connect(this.#settings, this.#signal);
    const { client } = this.#connection;
    try {
      return await untilAborted(
        inTransaction(client, timeout, () => work(client, schema)),
        this.#signal,
      );
    } catch (error) {
      // What the server answered leaves the connection good; after anything else nobody knows its state.
      if (!isAnswer(error)) await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection !== undefined) await disconnect(connection);
  }
}

/** Inserts a batch. @returns what the server never takes of it */
async function insert(database: Database, entries: readonly Entry[]) {
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
  const database = new Database(settings, host.signal);
  try {
    const refused = await database.transaction(prepareTables);
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
