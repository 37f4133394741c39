import { fstatSync, readSync } from "node:fs";

const newline = 0x0a;

/** Where the last whole line of an open file ends. @throws the system's error */
export function wholeEnd(descriptor: number): number {
  const chunk = Buffer.alloc(64 * 1024);
  for (let end = fstatSync(descriptor).size; end > 0; ) {
    const start = Math.max(0, end - chunk.byteLength);
    const read = readSync(descriptor, chunk, 0, end - start, start);
    const at = chunk.subarray(0, read).lastIndexOf(newline);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}
