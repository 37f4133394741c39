import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { isJsonObject, type Json } from "../../model/json.ts";
import { writeFileWhole } from "../../snapshot/atomic-file.ts";
import { makeFolder } from "../../snapshot/make-folder.ts";
import type { Window } from "./windows.ts";

const version = 1;

/** Which pieces of an export that did not come to its end are delivered. */
export interface ExportProgress {
  has(window: Window): boolean;
  /** @throws the file system's error */
  add(window: Window): void;
  /** Number of pieces that an earlier try delivered. */
  readonly earlier: number;
  /** Forgets everything: the export is whole. */
  finish(): void;
}

const keyOf = ({ from, to }: Window): string => `${from}/${to}`;

function readDone(path: string, identity: string): readonly string[] {
  try {
    const value: Json = JSON.parse(readFileSync(path, "utf8"));
    if (!isJsonObject(value) || value["version"] !== version || value["identity"] !== identity) return [];
    return Array.isArray(value["done"]) ? value["done"].map(String) : [];
  } catch {
    // Without it, or with a damaged one, everything is read and delivered again; nothing comes twice.
    return [];
  }
}

/**
 * Opens the file that an export notes its progress in. It is only written after a piece was acknowledged.
 *
 * @param identity what is exported to where; the progress of another export is not taken
 */
export function openExportProgress(path: string, identity: string): ExportProgress {
  const done = new Set(readDone(path, identity));
  const earlier = done.size;
  return {
    earlier,
    has: (window) => done.has(keyOf(window)),
    add(window) {
      done.add(keyOf(window));
      makeFolder(dirname(path), 0o700);
      const text = JSON.stringify({ version, identity, done: [...done] });
      writeFileWhole(path, (append) => append(Buffer.from(`${text}\n`)));
    },
    finish: () => rmSync(path, { force: true }),
  };
}
