import { existsSync } from "node:fs";
import { loadSqlite } from "../../stores/sqlite/load-sqlite.ts";
import { sqliteFailure } from "../../stores/sqlite/sqlite-failure.ts";
import { StateFailure, type StateStatus } from "../state.ts";
import { readStatus } from "./read-status.ts";
import { stateShape } from "./state-shape.ts";

/**
 * Reads how a state is, beside the process that collects with it.
 *
 * @returns undefined when there is none yet
 * @throws StateFailure when the file cannot be read
 */
export function peekState(path: string): StateStatus | undefined {
  if (!existsSync(path)) return undefined;
  const sqlite = loadSqlite();
  const what = `The state ${path}`;
  if (sqlite === undefined)
    throw new StateFailure(`${what} cannot be read: this Node.js was built without SQLite`, true);
  try {
    const connection = new sqlite.DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      connection.exec("BEGIN");
      const [application, version] = ["application_id", "user_version"].map(
        (name) => Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0],
      );
      if (application === 0 && version === 0) return undefined;
      if (application !== stateShape.application || version !== stateShape.version)
        throw new StateFailure(`${what} is no state of a collector of this bylaw`, true);
      return readStatus(connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    const { problem, lasting } = sqliteFailure(error, what);
    throw new StateFailure(problem.replace("cannot be written", "cannot be read"), lasting);
  }
}
