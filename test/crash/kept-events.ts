import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A record that a sink of a crash test keeps. */
interface KeptEvent {
  readonly organization: string;
  readonly id: string;
}

const keyOf = ({ organization, id }: KeptEvent): string => `${organization}/${id}`;

function database<T>(path: string, use: (connection: DatabaseSync) => T): T {
  const connection = new DatabaseSync(path);
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

/** Keys of the records in a file of the sqlite store. */
export function keptInDatabase(path: string): string[] {
  return database(path, (connection) =>
    connection.prepare("SELECT organization, id FROM raw_records").all(),
  ).map((row) => keyOf({ organization: String(row["organization"]), id: String(row["id"]) }));
}

/** Keys of the records in a file of JSON lines. @throws SyntaxError when a line of it is torn */
export function keptInLines(path: string): string[] {
  const text = readFileSync(path, "utf8");
  if (text !== "" && !text.endsWith("\n")) throw new SyntaxError(`${path} ends within a line`);
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => keyOf(JSON.parse(line)));
}

/** Keys of the raw records in a folder of the ndjson store. @throws SyntaxError when a line of it is torn */
export function keptInFolder(folder: string): string[] {
  return readdirSync(join(folder, "raw"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .flatMap((entry) => keptInLines(join(entry.parentPath, entry.name)));
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
