import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Makes a rename in a folder last. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a file that appears whole or not at all and that only this user can read.
 *
 * @param write gets a function that appends bytes
 * @throws the file system's error; nothing is left behind then
 */
export function writeFileWhole(path: string, write: (append: (bytes: Uint8Array) => void) => void): void {
  const temporary = `${path}.tmp`;
  rmSync(temporary, { force: true });
  const descriptor = openSync(temporary, "wx", 0o600);
  let open = true;
  try {
    write((bytes) => {
      for (let done = 0; done < bytes.byteLength; ) done += writeSync(descriptor, bytes, done);
    });
    fsyncSync(descriptor);
    closeSync(descriptor);
    open = false;
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    if (open) closeSync(descriptor);
    rmSync(temporary, { force: true });
    throw error;
  }
}
