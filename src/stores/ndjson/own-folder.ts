import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../snapshot/make-folder.ts";

/**
 * Goes through folders below a store's own.
 *
 * @returns the path of the last; undefined when one is missing
 * @throws the system's error; a symbolic link on the way is one
 */
export function folderBelow(root: string, names: readonly string[]): string | undefined {
  let at = root;
  for (const name of names) {
    at = join(at, name);
    if (!isFolder(at)) return undefined;
  }
  return at;
}

function failure(code: string): Error {
  return Object.assign(new Error("Not a folder"), { code });
}

/** @throws ELOOP for a symbolic link, ENOTDIR for a file. @returns false when nothing is there */
function isFolder(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true) throw failure("ELOOP");
  if (stats?.isDirectory() === false) throw failure("ENOTDIR");
  return stats !== undefined;
}

/** Makes the entries of new files and folders last. */
export function syncFolder(path: string): void {
  // Windows opens no folders, and keeps their entries by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a store's folder, for this user only. @throws the system's error */
export function makeRoot(root: string): void {
  if (!isFolder(root)) makeFolder(root, 0o700);
}

/**
 * Makes folders below a store's own, each for this user only, and lasting.
 *
 * @throws the system's error; a symbolic link on the way is one
 */
export function makeBelow(root: string, names: readonly string[]): void {
  let at = root;
  for (const name of names) {
    const parent = at;
    at = join(at, name);
    if (isFolder(at)) continue;
    mkdirSync(at, { mode: 0o700 });
    syncFolder(parent);
  }
}
