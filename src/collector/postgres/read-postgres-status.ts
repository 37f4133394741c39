import { isJsonObject } from "../../model/json.ts";
import type { StateStatus } from "../state.ts";
import { type StatusRows, statusFrom } from "../status-from-rows.ts";
import type { StateQueries } from "./state-queries.ts";

/** One statement sees one moment: its parts fit each other, whatever a collector does meanwhile. */
const everything = `
  SELECT
    (SELECT coalesce(json_agg(t), '[]') FROM (SELECT name, value FROM @marks WHERE collector = $1) AS t) AS marks,
    (SELECT coalesce(json_agg(t), '[]') FROM (SELECT name, sink, n FROM @counts WHERE collector = $1) AS t) AS counts,
    (SELECT coalesce(json_agg(t), '[]') FROM (
      SELECT name, sink, at, problem FROM @notes WHERE collector = $1
    ) AS t) AS notes,
    (SELECT coalesce(json_agg(t), '[]') FROM (
      SELECT sink, count(*) AS n, min("time") AS oldest FROM @pending JOIN @spool USING (seq)
      WHERE @pending.collector = $1 GROUP BY sink
    ) AS t) AS waiting,
    (SELECT coalesce(json_agg(t), '[]') FROM (
      SELECT "from", "to", reason FROM @holes WHERE collector = $1 ORDER BY "from"
    ) AS t) AS holes
`;

/** How a collector is; undefined when it has no state. */
export async function readPostgresStatus(queries: StateQueries): Promise<StateStatus | undefined> {
  const [found] = await queries.rows(everything);
  const rows = (name: keyof StatusRows): Record<string, unknown>[] => {
    const list: unknown = found?.[name];
    return Array.isArray(list) ? list.filter(isJsonObject) : [];
  };
  if (rows("marks").length === 0) return undefined;
  return statusFrom({
    marks: rows("marks"),
    counts: rows("counts"),
    notes: rows("notes"),
    waiting: rows("waiting"),
    holes: rows("holes"),
  });
}
