import { closeSync, fsync } from "node:fs";
import { promisify } from "node:util";
import { appendLines, openForAppending, syncFoldersOf } from "./day-file.ts";

const sync = promisify(fsync);
/** Files open at once: their bytes are made durable together. */
const together = 32;

/**
 * Appends lines to files, durably.
 *
 * @param texts lines by the path of the file
 * @param fresh files that were not there
 * @throws the system's error; some of the lines may be there then
 */
export async function appendBatch(
  root: string,
  texts: ReadonlyMap<string, readonly string[]>,
  fresh: readonly string[],
): Promise<void> {
  const all = [...texts];
  for (let at = 0; at < all.length; at += together) {
    const open: number[] = [];
    try {
      for (const [file, lines] of all.slice(at, at + together)) {
        const descriptor = openForAppending(root, file);
        open.push(descriptor);
        appendLines(descriptor, lines);
      }
      await Promise.all(open.map((descriptor) => sync(descriptor)));
    } finally {
      for (const descriptor of open) closeSync(descriptor);
    }
  }
  syncFoldersOf(root, fresh);
}
