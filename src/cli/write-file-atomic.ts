import { writeSync } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";

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
    await writePieces(pieces, intoFile(file.fd));
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
    await writePieces(pieces, intoDevice(file));
  } finally {
    await file.close();
  }
}

/** Bytes that are written at a time, unless a piece is longer. */
const blockSize = 128 * 1024;
/** Most bytes that a unit of a string takes in UTF-8. */
const widest = 3;

/** Writes bytes from the start of a buffer, all of them: a system may write less than it is given. */
type WriteWhole = (bytes: Buffer, size: number) => Promise<void>;

/**
 * Writes texts through one buffer: putting them together as a string first, or in a new buffer each, would be
 * memory that is given back late.
 */
async function writePieces(pieces: Iterable<string>, writeWhole: WriteWhole): Promise<void> {
  const block = Buffer.allocUnsafe(blockSize);
  let used = 0;
  const flush = async (): Promise<void> => {
    const size = used;
    used = 0;
    await writeWhole(block, size);
  };
  for (const piece of pieces) {
    const most = piece.length * widest;
    if (most > blockSize - used) await flush();
    if (most <= blockSize) used += block.write(piece, used);
    else {
      const bytes = Buffer.from(piece);
      await writeWhole(bytes, bytes.length);
    }
    // Before the next piece is there, which V8 would have to keep while it collects.
    if (most > blockSize - used) await flush();
  }
  await flush();
}

/**
 * A regular file takes bytes at once: handing each block to another thread takes as long as writing it. In between,
 * signals are let through, and V8 gives back memory.
 */
function intoFile(descriptor: number): WriteWhole {
  return async (bytes, size) => {
    for (let start = 0; start < size; ) start += writeSync(descriptor, bytes, start, size - start);
    await setImmediate();
  };
}

/** Whoever reads from a pipe may be slow. */
function intoDevice(file: FileHandle): WriteWhole {
  return async (bytes, size) => {
    for (let start = 0; start < size; ) {
      const { bytesWritten } = await file.write(bytes, start, size - start);
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
