import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { byteChunks } from "./byte-chunks.ts";

/** Bytes kept in memory before a spool moves to a file. */
const defaultMemory = 4 * 1024 * 1024;
const firstBlock = 16 * 1024;
const laterBlock = 256 * 1024;

/** Bytes written once and read many times; what is large goes to a private file. */
export interface Spool {
  /**
   * @param end a byte to go behind them
   * @returns offset of the first byte
   */
  append(bytes: Uint8Array, end?: number): number;
  read(offset: number, length: number): Uint8Array;
  /** All bytes from the start; several readings may go on at once. */
  chunks(): Iterable<Uint8Array>;
  readonly size: number;
  /** Removes the file. Nothing can be read afterwards. */
  close(): void;
}

interface SpoolFile {
  readonly folder: string;
  readonly descriptor: number;
}

/**
 * Opens a file that only this user can read, in a folder of its own. Where the system lets an open file have no
 * name it loses it at once: a process that is killed leaves no records behind.
 */
function createFile(parent: string): SpoolFile {
  const folder = mkdtempSync(join(parent, "bylaw-"));
  const descriptor = openSync(join(folder, "records.ndjson"), "wx+", 0o600);
  if (process.platform !== "win32") rmSync(folder, { recursive: true, force: true });
  return { folder, descriptor };
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(descriptor, bytes, done, bytes.byteLength - done, position + done);
  }
}

/** Bytes of a range that begins in one of the parts; what is read is mostly what was appended at once. */
function within(
  parts: readonly Uint8Array[],
  starts: readonly number[],
  offset: number,
  length: number,
): Uint8Array {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const begin = offset - (starts[low] ?? 0);
  const part = parts[low];
  if (part !== undefined && begin + length <= part.byteLength) return part.subarray(begin, begin + length);
  return Buffer.concat(parts.slice(low)).subarray(begin, begin + length);
}

/**
 * @param parent folder for the spool's own folder; default: the system's for temporary files
 * @param memory bytes kept in memory
 */
export function createSpool(parent: string = tmpdir(), memory: number = defaultMemory): Spool {
  let kept: Uint8Array[] = [];
  /** What is left of the block that bytes are copied to: a part for each record would be a write for each. */
  let room = 0;
  /** Where each kept part begins. */
  let starts: number[] = [];
  let size = 0;
  let flushed = 0;
  let file: SpoolFile | undefined;

  function flush(): void {
    file ??= createFile(parent);
    for (const part of kept) {
      writeAll(file.descriptor, part, flushed);
      flushed += part.byteLength;
    }
    kept = [];
    starts = [];
    room = 0;
  }

  /** Copies to the last block, or begins a new one. */
  function put(bytes: Uint8Array, end: number | undefined): void {
    const length = bytes.byteLength + (end === undefined ? 0 : 1);
    let block = kept.at(-1);
    if (block === undefined || length > room) {
      const capacity = Math.max(length, kept.length === 0 ? firstBlock : laterBlock);
      block = new Uint8Array(new ArrayBuffer(capacity), 0, 0);
      kept.push(block);
      starts.push(size);
      room = capacity;
    }
    const used = block.byteLength;
    block = new Uint8Array(block.buffer, 0, used + length);
    block.set(bytes, used);
    if (end !== undefined) block[used + length - 1] = end;
    kept[kept.length - 1] = block;
    room -= length;
    size += length;
  }

  return {
    append(bytes, end) {
      const offset = size;
      put(bytes, end);
      if (size - flushed > memory) flush();
      return offset;
    },
    read(offset, length) {
      if (flushed > 0 && size > flushed) flush();
      if (file === undefined) return within(kept, starts, offset, length);
      const bytes = Buffer.alloc(length);
      readSync(file.descriptor, bytes, 0, length, offset);
      return bytes;
    },
    chunks() {
      if (file !== undefined && kept.length > 0) flush();
      return file === undefined ? kept : byteChunks(file.descriptor);
    },
    get size() {
      return size;
    },
    close() {
      kept = [];
      if (file === undefined) return;
      closeSync(file.descriptor);
      rmSync(file.folder, { recursive: true, force: true });
      file = undefined;
    },
  };
}
