import type { Failure } from "../undelivered.ts";

/** What SQLite's result codes mean for a store, and whether they stay whatever one waits. */
const meanings: Readonly<Record<number, readonly [string, boolean]>> = {
  3: ["this user may not write it", true],
  5: ["another process has it locked", false],
  6: ["another connection has it locked", false],
  7: ["not enough memory is free", false],
  8: ["it is read-only", true],
  10: ["the disk reports an error", false],
  11: ["it is damaged", true],
  13: ["no room is left on its disk", false],
  14: ["it cannot be opened", true],
  23: ["this user may not write it", true],
  26: ["it is not a SQLite database", true],
};

/** The shared memory beside a file could not grow: the same cause as 13. */
const noRoomForIndex = 4874;

/** SQLite's extended result code of a thrown error; undefined when the error is not SQLite's. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_SQLITE_ERROR") return undefined;
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode : 1;
}

/** True for what SQLite throws. */
export function isSqliteError(error: unknown): boolean {
  return resultCode(error) !== undefined;
}

/**
 * Says what a thrown error means. SQLite's own text is left out: it can quote what an operator's trigger says.
 *
 * @throws the error itself when it is not SQLite's: a bug
 */
export function sqliteFailure(error: unknown, what: string): Failure {
  const code = resultCode(error);
  if (code === undefined) throw error;
  const [meaning, lasting] = meanings[code === noRoomForIndex ? 13 : code & 0xff] ?? ["SQLite refuses", true];
  return { problem: `${what} cannot be written: ${meaning} (SQLite result ${code})`, lasting };
}
