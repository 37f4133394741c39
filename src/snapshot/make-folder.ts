import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing. Node's own recursive `mkdir` never ends where a system
 * answers that an existing parent is not there, as `/proc` does.
 *
 * @throws the system's error when a folder cannot be made
 */
export function makeFolder(folder: string, mode?: number): void {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const each of missing) {
    try {
      mkdirSync(each, mode === undefined ? {} : { mode });
    } catch (error) {
      // Another process may have been faster.
      if (statSync(each, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
    }
  }
}
