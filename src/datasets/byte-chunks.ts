import { readSync } from "node:fs";

const chunkSize = 1024 * 1024;

/** Bytes of an open file from its start, in pieces; other reads of the file do not disturb it. */
export function* byteChunks(file: number): Generator<Uint8Array> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const size = readSync(file, chunk, 0, chunkSize, position);
    if (size === 0) return;
    position += size;
    yield chunk.subarray(0, size);
  }
}
