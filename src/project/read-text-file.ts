import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { join, sep } from "node:path";
import { outside, type PathFault } from "./project-path.ts";

export type FileText = { readonly text: string } | { readonly fault: PathFault };

/**
 * Reads a text file below a folder, once, and only if it really lies there: links are followed first, and
 * what was opened is compared with what was checked, so that a swap in between is noticed.
 *
 * @param root absolute folder
 * @param path relative to it
 * @param limit most bytes
 */
export function readTextFile(root: string, path: string, limit: number): FileText {
  let file: number | undefined;
  try {
    const base = realpathSync(root);
    const real = realpathSync(join(base, path));
    if (!real.startsWith(base + sep)) return { fault: outside("leads out of it through a link") };
    // Looked at before opening: opening a pipe would wait for a writer.
    if (!statSync(real).isFile()) return { fault: notAFile };
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const opened = fstatSync(file);
    if (!opened.isFile()) return { fault: notAFile };
    if (!isSame(opened, statSync(realpathSync(join(base, path))))) return { fault: changed };
    if (opened.size > limit) return { fault: tooLarge(limit) };
    return decode(readAll(file, limit), limit);
  } catch (error) {
    return { fault: faultOf(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** One byte more than allowed is enough to know that there is too much. */
function readAll(file: number, limit: number): Buffer {
  const buffer = Buffer.alloc(limit + 1);
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

function decode(bytes: Buffer, limit: number): FileText {
  if (bytes.length > limit) return { fault: tooLarge(limit) };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { fault: { code: "not-utf8", summary: "The file is not UTF-8 text." } };
  }
}

const notAFile: PathFault = { code: "not-a-file", summary: "This is not a regular file." };
const changed: PathFault = {
  code: "unreadable-file",
  summary: "The file was replaced while it was being read.",
};

function tooLarge(limit: number): PathFault {
  return { code: "too-large", summary: `The file is larger than ${limit} bytes.` };
}

function faultOf(error: unknown): PathFault {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  if (code === "ENOENT" || code === "ENOTDIR")
    return { code: "missing-file", summary: "There is no such file." };
  if (code === "ELOOP") return { code: "unreadable-file", summary: "The link leads in a circle." };
  return { code: "unreadable-file", summary: `The file cannot be read (${code}).` };
}
