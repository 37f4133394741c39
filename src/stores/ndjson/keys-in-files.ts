import { closeSync, constants, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { byteLines } from "../../model/byte-lines.ts";
import { isJsonObject } from "../../model/json.ts";
import { cutTornLine } from "./day-file.ts";
import { folderBelow } from "./own-folder.ts";

const dayName = /^\d{4}-\d\d-\d\d\.ndjson$/;
const longestLine = 64 * 1024 * 1024;

/** A line that is no record of this store. */
export class ForeignLine extends Error {
  override readonly name = "ForeignLine";
}

/** Paths of the files of a tree that the store may have written, below the folder. */
function dayFiles(root: string, tree: "raw" | "rows"): string[] {
  const folder = folderBelow(root, [tree]);
  if (folder === undefined) return [];
  return readdirSync(folder).flatMap((name) =>
    folderBelow(root, [tree, name]) === undefined
      ? []
      : readdirSync(join(folder, name))
          .filter((file) => dayName.test(file))
          .map((file) => `${tree}/${name}/${file}`),
  );
}

function* chunksOf(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    for (;;) {
      const chunk = new Uint8Array(256 * 1024);
      const size = readSync(descriptor, chunk);
      if (size === 0) return;
      yield chunk.subarray(0, size);
    }
  } finally {
    closeSync(descriptor);
  }
}

function keyOf(line: Uint8Array | undefined): string | undefined {
  if (line === undefined) return undefined;
  try {
    const record: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
    if (!isJsonObject(record) || !isJsonObject(record["raw"])) return undefined;
    const { organization, id } = record;
    return typeof organization === "string" && typeof id === "string"
      ? JSON.stringify([organization, id])
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Names of the records in the files of a folder whose index is not there. A torn line at the end of a file is
 * taken away first.
 *
 * @throws the system's error, or ForeignLine
 */
export function* keysInFiles(root: string): Generator<string> {
  for (const file of dayFiles(root, "rows")) cutTornLine(root, file);
  for (const file of dayFiles(root, "raw")) {
    cutTornLine(root, file);
    for (const { number, bytes } of byteLines(chunksOf(join(root, file)), longestLine)) {
      const key = keyOf(bytes);
      if (key === undefined) throw new ForeignLine(`line ${number} of ${file} is not a record of this store`);
      yield key;
    }
  }
}
