import { isBusy, openFileLock } from "../stores/file-lock.ts";
import { loadSqlite } from "../stores/sqlite/load-sqlite.ts";
import { StateFailure } from "./state.ts";

/** Milliseconds: somebody who only looks whether it is locked is gone by then. */
const patience = 1_000;

/** A lock that its holder cannot leave behind: the system takes it back however the process ends. */
export interface StateLock {
  release(): void;
}

/**
 * Locks a state for one writer.
 *
 * @returns undefined when another process has it
 * @throws StateFailure when the lock file cannot be used
 */
export function lockState(path: string): StateLock | undefined {
  const lock = openFileLock(`${path}.lock`, patience);
  if ("problem" in lock) throw new StateFailure(lock.problem, lock.lasting);
  const taken = lock.take();
  if (taken === true) return { release: () => lock.close() };
  lock.close();
  if (taken === false) return undefined;
  throw new StateFailure(taken.problem, taken.lasting);
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
