import type { FileHandle } from "node:fs/promises";
import { isJsonObject } from "../../model/json.ts";

const newline = 0x0a;
const step = 64 * 1024;

/** Place of the first newline; the size where there is none. */
async function endOfFirstLine(handle: FileHandle, size: number): Promise<number> {
  for (let start = 0; start < size; start += step) {
    const found = (await readBytes(handle, start, Math.min(size, start + step))).indexOf(newline);
    if (found !== -1) return start + found;
  }
  return size;
}

/** Place after the last newline; 0 where there is none. */
async function startOfLastLine(handle: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0; end -= step) {
    const start = Math.max(0, end - step);
    const found = (await readBytes(handle, start, end)).lastIndexOf(newline);
    if (found !== -1) return start + found + 1;
  }
  return 0;
}

async function readBytes(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
  return buffer.subarray(0, bytesRead);
}

async function holdsObject(handle: FileHandle, start: number, end: number): Promise<boolean> {
  try {
    return isJsonObject(JSON.parse((await readBytes(handle, start, end)).toString("utf8")));
  } catch {
    return false;
  }
}

/**
 * Mends the end of a file whose last line was not written to its end. Half an object is taken away: nobody was
 * told that it is there. A file that does not begin with an object on a line is somebody else's, and is left
 * alone.
 *
 * @returns false for somebody else's file
 */
export async function repairEnd(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const first = await endOfFirstLine(handle, size);
  if (first < size && !(await holdsObject(handle, 0, first))) return false;
  if ((await readBytes(handle, 0, 1)).toString("latin1") !== "{") return false;
  const last = await startOfLastLine(handle, size);
  if (last === size) return true;
  if (await holdsObject(handle, last, size)) await handle.writeFile("\n");
  else await handle.truncate(last);
  await handle.sync();
  return true;
}
