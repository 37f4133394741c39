import { createHash } from "node:crypto";
import type { JsonObject } from "../../model/json.ts";
import type { SinkHost } from "../../model/sink.ts";
import { oneAtATime } from "../../stores/one-at-a-time.ts";
import { PostgresDatabase } from "../../stores/postgres/postgres-database.ts";
import { postgresFailure } from "../../stores/postgres/postgres-failure.ts";
import { prepareTables } from "../../stores/postgres/prepare-tables.ts";
import { readSettings } from "../../stores/postgres/read-settings.ts";
import { StateFailure } from "../state.ts";
import { type Client, StateQueries } from "./state-queries.ts";
import { stateTablesShape } from "./state-tables-shape.ts";

/** Says that another connection writes the state. */
export class StateTaken extends Error {}

/** First part of the keys of locks: "bylc" */
const lockSpace = 0x62796c63;

/** Key of the lock of a collector's state in a schema. */
function lockKey(schema: string, collector: string): number {
  const name = JSON.stringify([schema, collector]);
  return createHash("sha256").update(name).digest().readInt32BE(0);
}

/** The tables of one collector's state, over one connection that is made anew after it was lost. */
export interface StateDatabase {
  /** How messages name it. */
  readonly what: string;
  /** Does work in a transaction, one after the other. @throws StateFailure, StateTaken; on abort */
  transact<T>(work: (queries: StateQueries) => Promise<T>): Promise<T>;
  /** Whether any connection writes the state. @throws StateFailure; on abort */
  isTaken(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * @param writes takes the lock of the state with every connection, for as long as that lasts: whoever has it is the
 * only one that writes, and the server takes it back however a process ends
 * @throws StateFailure when the settings cannot be used
 */
export function stateDatabase(
  config: JsonObject,
  collector: string,
  host: SinkHost,
  writes: boolean,
): StateDatabase {
  const settings = readSettings(config, host);
  if ("problem" in settings) throw new StateFailure(`The state cannot be used: ${settings.problem}`, true);
  const key = lockKey(settings.schema, collector);
  const what = `The state in ${settings.what.replace(/^The /, "the ")}`;
  const begin = async (client: Client): Promise<void> => {
    if (!writes) return;
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1, $2) AS ours", [lockSpace, key]);
    if (rows[0]?.ours !== true) throw new StateTaken(`${what} is written by another process`);
  };
  const database = new PostgresDatabase(settings, host.signal, begin);
  const next = oneAtATime();
  const guarded = async <T>(work: (client: Client, schema: string) => Promise<T>): Promise<T> => {
    try {
      return await next(() => database.transaction(work));
    } catch (error) {
      host.signal.throwIfAborted();
      if (error instanceof StateFailure || error instanceof StateTaken) throw error;
      const { problem, lasting } = postgresFailure(error, what);
      throw new StateFailure(problem, lasting);
    }
  };
  let prepared = false;
  return {
    what,
    transact: (work) =>
      guarded(async (client, schema) => {
        if (!prepared && writes) {
          const refused = await prepareTables(client, schema, stateTablesShape);
          if (refused !== undefined) throw new StateFailure(`${what} ${refused}`, true);
        }
        const result = await work(new StateQueries(client, schema, collector));
        prepared = true;
        return result;
      }),
    isTaken: () =>
      guarded(async (client) => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND classid::bigint = $1 AND objid::bigint = $2`,
          [lockSpace, key >>> 0],
        );
        return rows.length > 0;
      }),
    close: () => next(() => database.close()),
  };
}
