import type { DatabaseSync } from "node:sqlite";

/** Does all of the work or none of it. @throws what the work or SQLite throws */
export function inTransaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    connection.exec("COMMIT");
    return result;
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}
