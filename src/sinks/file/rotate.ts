import { readdir, rename } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Place } from "./inner-folder.ts";
import { syncFolder } from "./sync-folder.ts";

/**
 * Gives a file the next free number: `audit.ndjson` becomes `audit.000001.ndjson`.
 *
 * @throws the system's error
 */
export async function rotate({ folder, name }: Place): Promise<void> {
  const extension = extname(name);
  const stem = `${name.slice(0, name.length - extension.length)}.`;
  const numbers = (await readdir(folder))
    .filter((each) => each.startsWith(stem) && each.endsWith(extension))
    .map((each) => each.slice(stem.length, each.length - extension.length))
    .filter((each) => /^\d{6,15}$/.test(each))
    .map(Number);
  const next = String(Math.max(0, ...numbers) + 1).padStart(6, "0");
  await rename(join(folder, name), join(folder, `${stem}${next}${extension}`));
  await syncFolder(folder);
}
