import { closeSync, lstatSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../../snapshot/make-folder.ts";
import { fileFailure } from "../file-failure.ts";
import { type FileIdentity, identityOf, openOwnFile } from "../own-file.ts";
import type { Failure } from "../undelivered.ts";
import { loadSqlite } from "./load-sqlite.ts";
import { sqliteFailure } from "./sqlite-failure.ts";

/** Tables of a database file, and the marks by which a file that has them is known. */
export interface DatabaseShape {
  /** For `application_id`: says whose file it is. */
  readonly application: number;
  /** For `user_version`. */
  readonly version: number;
  /** Makes the tables in an empty file. */
  readonly tables: string;
}

export interface Database {
  readonly connection: DatabaseSync;
  readonly identity: FileIdentity;
  /** True when the file held nothing before. */
  readonly fresh: boolean;
}

/** Longest wait for a lock. The thread stands still meanwhile, so it is short; the batch comes again anyway. */
const busyTimeout = 2_000;

/**
 * Makes the file for this user only where it is missing; what SQLite puts beside it takes the file's mode. One that
 * is there is not opened for that: closing it would take away the locks that SQLite has in this process.
 */
function claim(path: string): FileIdentity {
  makeFolder(dirname(path), 0o700);
  for (const name of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) {
    if (lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw Object.assign(new Error("Symbolic link"), { code: "ELOOP" });
  }
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) closeSync(openOwnFile(path));
  const identity = identityOf(path);
  if (identity === undefined) throw Object.assign(new Error("Not a regular file"), { code: "EINVAL" });
  return identity;
}

function pragma(connection: DatabaseSync, name: string): unknown {
  return Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Makes the tables where there are none yet. @returns why the file cannot be used, or whether it was empty */
function shapeDatabase(connection: DatabaseSync, shape: DatabaseShape): boolean | string {
  const marks = () => [pragma(connection, "application_id"), pragma(connection, "user_version")];
  const empty = () => connection.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  connection.exec("BEGIN IMMEDIATE");
  const [application, version] = marks();
  const fresh = application === 0 && version === 0 && empty();
  if (fresh) {
    connection.exec(shape.tables);
    connection.exec(`PRAGMA application_id = ${shape.application}`);
    connection.exec(`PRAGMA user_version = ${shape.version}`);
  }
  connection.exec("COMMIT");
  if (fresh) return true;
  if (application !== shape.application) return "it is a database of another program; name a new file";
  if (version !== shape.version) {
    return `its tables have version ${String(version)}, and this bylaw knows version ${shape.version}; use the bylaw that wrote it, or name a new file`;
  }
  return false;
}

/**
 * Opens a database file that loses nothing of what was committed, whatever is killed or loses its power.
 *
 * @param what the file as messages name it
 * @param settings further pragmas, before anything is read
 */
export function openDatabase(
  path: string,
  what: string,
  shape: DatabaseShape,
  settings: readonly string[] = [],
): Database | Failure {
  const sqlite = loadSqlite();
  if (sqlite === undefined)
    return { problem: `${what} cannot be used: this Node.js was built without SQLite`, lasting: true };
  let identity: FileIdentity;
  try {
    identity = claim(path);
  } catch (error) {
    return fileFailure(error, what);
  }
  let connection: DatabaseSync | undefined;
  try {
    connection = new sqlite.DatabaseSync(path, { timeout: busyTimeout });
    for (const setting of [...settings, "journal_mode = WAL", "synchronous = FULL"])
      connection.exec(`PRAGMA ${setting}`);
    const fresh = shapeDatabase(connection, shape);
    if (typeof fresh === "boolean") return { connection, identity, fresh };
    connection.close();
    return { problem: `${what} cannot be used: ${fresh}`, lasting: true };
  } catch (error) {
    connection?.close();
    return sqliteFailure(error, what);
  }
}
