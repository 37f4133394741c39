import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { openOwnFile } from "../own-file.ts";
import type { Partition } from "../partitions.ts";
import { wholeEnd } from "../whole-end.ts";
import { folderBelow, makeBelow, syncFolder } from "./own-folder.ts";

const newline = 0x0a;

/** Path of a partition's file below the folder. */
export function dayFile({ tree, name, day }: Pick<Partition, "tree" | "name" | "day">): string {
  return `${tree}/${name}/${day}.ndjson`;
}

function foldersOf(file: string): string[] {
  return file.split("/").slice(0, -1);
}

/** Lends the descriptor of a file that is there. @returns undefined when it is not */
function withFile<T>(root: string, file: string, use: (descriptor: number) => T): T | undefined {
  const folder = folderBelow(root, foldersOf(file));
  if (folder === undefined || lstatSync(join(root, file), { throwIfNoEntry: false }) === undefined)
    return undefined;
  const descriptor = openOwnFile(join(root, file));
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Size of a file, 0 where there is none; undefined when it ends within a line. @throws the system's error */
export function sizeOfWhole(root: string, file: string): number | undefined {
  const end = new Uint8Array(1);
  const size = withFile(root, file, (descriptor) => {
    const { size } = fstatSync(descriptor);
    if (size === 0) return 0;
    return readSync(descriptor, end, 0, 1, size - 1) === 1 && end[0] === newline ? size : -1;
  });
  return size === -1 ? undefined : (size ?? 0);
}

/** Takes away what stands behind the last whole line. @throws the system's error */
export function cutTornLine(root: string, file: string): void {
  withFile(root, file, (descriptor) => cut(descriptor, wholeEnd(descriptor)));
}

/** @returns true, so that a caller can tell it from no file */
function cut(descriptor: number, size: number): true {
  if (fstatSync(descriptor).size > size) {
    ftruncateSync(descriptor, size);
    fsyncSync(descriptor);
  }
  return true;
}

/** Brings a file back to a size that it had; one that was new is gone then. @throws the system's error */
export function cutBack(root: string, file: string, size: number): void {
  const found = withFile(root, file, (descriptor) => cut(descriptor, size));
  if (size === 0 && found === true) rmSync(join(root, file), { force: true });
}

/** Opens a file at its end, with the folders it needs. @throws the system's error */
export function openForAppending(root: string, file: string): number {
  makeBelow(root, foldersOf(file));
  return openOwnFile(join(root, file));
}

/** Writes lines at the end of an open file. @throws the system's error */
export function appendLines(descriptor: number, lines: readonly string[]): void {
  const bytes = Buffer.from(`${lines.join("\n")}\n`, "utf8");
  for (let done = 0; done < bytes.byteLength; ) done += writeSync(descriptor, bytes, done);
}

/** Makes the entries of files last. @throws the system's error */
export function syncFoldersOf(root: string, files: Iterable<string>): void {
  const folders = new Set(Array.from(files, (file) => join(root, ...foldersOf(file))));
  for (const folder of folders) syncFolder(folder);
}
