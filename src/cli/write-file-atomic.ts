import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: a temporary file in the same folder, flushed to disk, then renamed. Mode
 * 0600, because reports describe what is wrong with a tenant. A device or pipe (`/dev/stderr`) is written to as
 * it is: there is nothing to replace.
 *
 * @throws the system's error (no space, no folder, no permission); an existing file is then untouched
 */
export async function writeFileAtomic(path: string, pieces: Iterable<string>): Promise<void> {
  if (await isDevice(path)) return writeDevice(path, pieces);
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  const file = await open(temporary, "wx", 0o600);
  try {
    await writePieces(file, pieces);
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

async function isDevice(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

async function writeDevice(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await open(path, "w");
  try {
    await writePieces(file, pieces);
  } finally {
    await file.close();
  }
}

async function writePieces(file: FileHandle, pieces: Iterable<string>): Promise<void> {
  const write = pieceWriter(file);
  let pending = "";
  for (const piece of pieces) {
    pending += piece;
    if (pending.length < 65_536) continue;
    await write(pending);
    pending = "";
  }
  await write(pending);
}

/** Writes texts through one buffer: a new one for each would be memory that is given back late. */
function pieceWriter(file: FileHandle): (text: string) => Promise<void> {
  let buffer = Buffer.allocUnsafe(0);
  return async (text) => {
    const size = Buffer.byteLength(text);
    if (size > buffer.length) buffer = Buffer.allocUnsafe(size);
    buffer.write(text);
    for (let start = 0; start < size; ) {
      const { bytesWritten } = await file.write(buffer, start, size - start);
      start += bytesWritten;
    }
  };
}

/** Makes the rename itself durable; not every system can open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
