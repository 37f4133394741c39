import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type ReadRecord, readRecord, sha256 } from "./audit-record.ts";

const newline = 0x0a;
const step = 64 * 1024;

/** What the file of a log ends with. */
export interface FileEnd {
  readonly size: number;
  /** The last line that has its end; undefined when there is none. */
  readonly last?: ReadRecord;
  /** What follows the last line end: a record that was not written to its end. */
  readonly torn?: { readonly bytes: number; readonly sha256: string };
}

function bytesBetween(descriptor: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from);
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, from + done);
    if (read === 0) throw Object.assign(new Error("The file became shorter"), { code: "EIO" });
    done += read;
  }
  return bytes;
}

/** Place after the last line end before a place; 0 where there is none. */
function lineStart(descriptor: number, before: number): number {
  for (let end = before; end > 0; end = Math.max(0, end - step)) {
    const from = Math.max(0, end - step);
    const found = bytesBetween(descriptor, from, end).lastIndexOf(newline);
    if (found !== -1) return from + found + 1;
  }
  return 0;
}

/** Reads the end of a file of a log. @throws the system's error */
export function readEnd(path: string): FileEnd {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    const whole = lineStart(descriptor, size);
    const rest = bytesBetween(descriptor, whole, size);
    const torn = rest.length === 0 ? {} : { torn: { bytes: rest.length, sha256: sha256(rest) } };
    if (whole === 0) return { size, ...torn };
    const start = lineStart(descriptor, whole - 1);
    return { size, last: readRecord(bytesBetween(descriptor, start, whole - 1)), ...torn };
  } finally {
    closeSync(descriptor);
  }
}
