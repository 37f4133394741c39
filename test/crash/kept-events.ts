import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A record that a sink of a crash test keeps. */
interface KeptEvent {
  readonly organization: string;
  readonly id: string;
}

const keyOf = ({ organization, id }: KeptEvent): string => `${organization}/${id}`;

function database<T>(path: string, use: (connection: DatabaseSync) => T): T {
  const connection = new DatabaseSync(path, { readOnly: true });
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

/** Keys of the records in a file of the sqlite store. */
export function keptInDatabase(path: string): string[] {
  if (!existsSync(path)) return [];
  const rows = database(path, (connection) => {
    const tables = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'raw_records'").all();
    return tables.length === 0 ? [] : connection.prepare("SELECT organization, id FROM raw_records").all();
  });
  return rows.map((row) => keyOf({ organization: String(row["organization"]), id: String(row["id"]) }));
}

/** What was written of a line by a process that then ended. */
function tornEnd(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

/** Keys of the records in a file of JSON lines, without one at its end that is torn. */
export function keptInLines(path: string): string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => keyOf(JSON.parse(line)));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Keys of the raw records in a folder of the ndjson store. */
export function keptInFolder(folder: string): string[] {
  return filesBelow(join(folder, "raw")).flatMap(keptInLines);
}

/** Files of JSON lines in a folder that end within a line. */
export function tornIn(folder: string): string[] {
  return filesBelow(folder)
    .filter((path) => tornEnd(readFileSync(path, "utf8")) !== "")
    .map((path) => `${path} ends within a line`);
}

/** What SQLite finds wrong with a file. */
export function damageOf(path: string): readonly string[] {
  const found = database(path, (connection) => connection.prepare("PRAGMA integrity_check").all());
  return found.map((row) => String(row["integrity_check"])).filter((text) => text !== "ok");
}

/** What is wrong with what a sink keeps, given what it should. */
export function difference(name: string, wanted: readonly string[], kept: readonly string[]): string[] {
  const there = new Set(kept);
  const right = new Set(wanted);
  return [
    ...(there.size === kept.length ? [] : [`${name}: ${kept.length - there.size} twice`]),
    ...wanted.filter((key) => !there.has(key)).map((key) => `${name}: lost ${key}`),
    ...[...there].filter((key) => !right.has(key)).map((key) => `${name}: unknown ${key}`),
  ];
}
