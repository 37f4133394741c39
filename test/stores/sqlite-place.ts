import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { columnValue } from "./column-value.ts";
import type { Kept, Place } from "./place.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Everything in the tables of a file, read with nothing of the store. */
function readFile(path: string): Kept[] {
  if (!existsSync(path)) return [];
  const connection = new DatabaseSync(path, { timeout: 10_000 });
  const kept = (sql: string) =>
    connection
      .prepare(sql)
      .all()
      .map(({ organization, id, kind, time, row, text }) => ({
        organization: columnValue(String(organization)),
        id: columnValue(String(id)),
        kind: columnValue(String(kind)),
        time: Number(time),
        text: String(text),
        ...(row === undefined ? {} : { row: Number(row) }),
      }));
  const all = [
    ...kept("SELECT organization, id, kind, time, raw AS text FROM raw_records"),
    ...kept('SELECT organization, id, kind, time, "row" AS row, record AS text FROM "rows"'),
  ];
  connection.close();
  return all;
}

export async function sqlitePlace(): Promise<Place> {
  const root = temporaryFolder();
  return {
    store: "sqlite",
    config: { path: "kept/audits.sqlite" },
    root,
    read: async () => readFile(join(root, "kept/audits.sqlite")),
  };
}
