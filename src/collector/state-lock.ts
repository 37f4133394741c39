import { closeSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "../snapshot/make-folder.ts";
import { fileFailure } from "../stores/file-failure.ts";
import { openOwnFile } from "../stores/own-file.ts";
import { loadSqlite } from "../stores/sqlite/load-sqlite.ts";
import { isSqliteError, sqliteFailure } from "../stores/sqlite/sqlite-failure.ts";
import { StateFailure } from "./state.ts";

/** Milliseconds: somebody who only looks whether it is locked is gone by then. */
const patience = 1_000;

/** SQLite's result code for a file that another has locked. */
const busy = 5;

function isBusy(error: unknown): boolean {
  return isSqliteError(error) && error instanceof Error && "errcode" in error && error.errcode === busy;
}

/** A lock that its holder cannot leave behind: the system takes it back however the process ends. */
export interface StateLock {
  release(): void;
}

/**
 * Locks a state for one writer: an open transaction on an empty database beside it.
 *
 * @returns undefined when another process has it
 * @throws StateFailure when the lock file cannot be used
 */
export function lockState(path: string): StateLock | undefined {
  const sqlite = loadSqlite();
  const file = `${path}.lock`;
  const what = `The lock file ${file}`;
  if (sqlite === undefined)
    throw new StateFailure("The state cannot be kept: this Node.js was built without SQLite", true);
  try {
    makeFolder(dirname(file), 0o700);
    closeSync(openOwnFile(file));
  } catch (error) {
    const { problem, lasting } = fileFailure(error, what);
    throw new StateFailure(problem, lasting);
  }
  const connection = new sqlite.DatabaseSync(file, { timeout: patience });
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (isBusy(error)) return undefined;
    const { problem, lasting } = sqliteFailure(error, what);
    throw new StateFailure(problem, lasting);
  }
  return { release: () => connection.close() };
}

/** True while a process holds the lock of a state. Takes nothing away from it. */
export function isLocked(path: string): boolean {
  const sqlite = loadSqlite();
  if (sqlite === undefined) return false;
  try {
    const connection = new sqlite.DatabaseSync(`${path}.lock`, { readOnly: true, timeout: 0 });
    try {
      connection.prepare("SELECT count(*) FROM sqlite_schema").get();
      return false;
    } finally {
      connection.close();
    }
  } catch (error) {
    return isBusy(error);
  }
}
