import type { JsonObject } from "../../model/json.ts";
import type { SinkHost } from "../../model/sink.ts";
import type { StateStatus } from "../state.ts";
import { readPostgresStatus } from "./read-postgres-status.ts";
import { stateDatabase } from "./state-database.ts";

/**
 * Reads how the state of a collector is, beside the process that collects with it.
 *
 * @returns undefined when there is none yet
 * @throws StateFailure when it cannot be read; on abort
 */
export async function peekPostgresState(
  config: JsonObject,
  collector: string,
  host: SinkHost,
): Promise<{ readonly status: StateStatus; readonly running: boolean } | undefined> {
  const database = stateDatabase(config, collector, host, false);
  try {
    const status = await database.transact(async (queries) => {
      const [found] = await queries.rows("SELECT to_regclass('@marks') AS marks, $1::text");
      return found?.["marks"] === null ? undefined : readPostgresStatus(queries);
    });
    return status === undefined ? undefined : { status, running: await database.isTaken() };
  } finally {
    await database.close();
  }
}
