import type { DatabaseSync } from "node:sqlite";
import type { StateStatus } from "../state.ts";
import { statusFrom } from "../status-from-rows.ts";

/** Everything that the tables say. Call it in a transaction, so that the parts fit each other. */
export function readStatus(connection: DatabaseSync): StateStatus {
  const rows = (query: string) => connection.prepare(query).all();
  return statusFrom({
    marks: rows("SELECT name, value FROM marks"),
    counts: rows("SELECT name, sink, n FROM counts"),
    notes: rows("SELECT name, sink, at, problem FROM notes"),
    waiting: rows(
      "SELECT sink, count(*) AS n, min(time) AS oldest FROM pending JOIN spool USING (seq) GROUP BY sink",
    ),
    holes: rows('SELECT "from", "to", reason FROM holes ORDER BY "from"'),
  });
}
