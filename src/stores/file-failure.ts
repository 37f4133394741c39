import type { Failure } from "./undelivered.ts";

/** What the system's codes mean for a store, and whether they stay whatever one waits. */
const meanings: Readonly<Record<string, readonly [string, boolean]>> = {
  ENOSPC: ["no room is left on its disk", false],
  EDQUOT: ["the disk quota is used up", false],
  EFBIG: ["a file would become larger than this process may write", true],
  EIO: ["the disk reports an error", false],
  ENOENT: ["a folder of it was removed meanwhile", false],
  EMFILE: ["this process has too many files open", false],
  ENFILE: ["the system has too many files open", false],
  EACCES: ["this user may not write there", true],
  EPERM: ["this user may not write there", true],
  EROFS: ["its disk is read-only", true],
  ELOOP: ["a symbolic link stands where a file or folder of its own belongs, and none is followed", true],
  EINVAL: ["something that is no regular file has the name of one", true],
  EISDIR: ["a folder has the name of a file", true],
  ENOTDIR: ["a file has the name of a folder", true],
  EEXIST: ["a file has the name of a folder", true],
  ENAMETOOLONG: ["its path is too long for this system", true],
};

/** The code of an error of Node's or the system's, e.g. `ENOSPC`. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** @throws the error itself when it is not the system's: a bug */
export function fileFailure(error: unknown, what: string): Failure {
  const code = systemCode(error);
  if (code === undefined || code.startsWith("ERR_")) throw error;
  const [meaning, lasting] = meanings[code] ?? ["the system refuses", true];
  return { problem: `${what} cannot be written: ${meaning} (${code})`, lasting };
}
