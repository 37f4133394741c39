import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: a temporary file in the same folder, flushed to disk, then renamed. Mode
 * 0600, because reports describe what is wrong with a tenant.
 *
 * @throws the system's error (no space, no folder, no permission); an existing file is then untouched
 */
export async function writeFileAtomic(path: string, pieces: Iterable<string>): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  const file = await open(temporary, "wx", 0o600);
  try {
    let pending = "";
    for (const piece of pieces) {
      pending += piece;
      if (pending.length < 65_536) continue;
      await file.writeFile(pending);
      pending = "";
    }
    await file.writeFile(pending);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Makes the rename itself durable; not every system can open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
