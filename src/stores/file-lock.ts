import { closeSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "../snapshot/make-folder.ts";
import { fileFailure } from "./file-failure.ts";
import { openOwnFile } from "./own-file.ts";
import { loadSqlite } from "./sqlite/load-sqlite.ts";
import { isSqliteError, sqliteFailure } from "./sqlite/sqlite-failure.ts";
import type { Failure } from "./undelivered.ts";

/** SQLite's result code for a file that another has locked. */
const busy = 5;

/** True for what SQLite throws when another process has the lock. */
export function isBusy(error: unknown): boolean {
  return isSqliteError(error) && error instanceof Error && "errcode" in error && error.errcode === busy;
}

/** A lock that its holder cannot leave behind: the system takes it back however the process ends. */
export interface FileLock {
  /** @returns false when another holds it; else why it cannot be had */
  take(): boolean | Failure;
  /** Lets go; it may be taken again. */
  release(): void;
  close(): void;
}

/**
 * Opens a lock that one process holds at a time: an open transaction on an empty database.
 *
 * @param patience milliseconds that `take` waits for another holder; nothing else happens meanwhile
 */
export function openFileLock(file: string, patience: number): FileLock | Failure {
  const sqlite = loadSqlite();
  const what = `The lock file ${file}`;
  if (sqlite === undefined)
    return { problem: `${what} cannot be used: this Node.js was built without SQLite`, lasting: true };
  try {
    makeFolder(dirname(file), 0o700);
    closeSync(openOwnFile(file));
  } catch (error) {
    return fileFailure(error, what);
  }
  const connection = new sqlite.DatabaseSync(file, { timeout: patience });
  return {
    take() {
      try {
        connection.exec("BEGIN EXCLUSIVE");
        return true;
      } catch (error) {
        return isBusy(error) ? false : sqliteFailure(error, what);
      }
    },
    release: () => connection.exec("ROLLBACK"),
    close: () => connection.close(),
  };
}
