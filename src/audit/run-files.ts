import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../model/json.ts";
import { writeFileWhole } from "../snapshot/atomic-file.ts";
import { makeFolder } from "../snapshot/make-folder.ts";
import { type AuditRecord, recordLine } from "./audit-record.ts";
import { type LogPlace, recordsFrom } from "./log-reader.ts";

/** Folder below that of a log. */
const folderName = "runs";
const pattern = /^\d{9,15}-([0-9a-f-]{36})\.ndjson$/;
/** Stands beside where the file of a run belongs, from before the run is on record as ended until the file is there. */
const due = ".due";

/** Name of the file of a run, below the folder of its log; in the order in which runs began. */
export function runFileName({ seq }: Pick<AuditRecord, "seq">, run: string): string {
  return `${folderName}/${String(seq).padStart(9, "0")}-${run}.ndjson`;
}

/** Notes that a run is about to end, and where its records begin. @throws the system's error */
export function announceRunFile(folder: string, name: string, began: LogPlace): void {
  makeFolder(join(folder, folderName), 0o700);
  const { number, offset } = began;
  writeFileWhole(join(folder, name + due), (append) =>
    append(Buffer.from(JSON.stringify({ number, offset }))),
  );
}

/**
 * Writes the file of a run: its records as they stand in the log. It is there as a whole or not at all.
 *
 * @throws AuditFailure; the system's error
 */
export function writeRunFile(folder: string, name: string, began: LogPlace): void {
  const [, run] = pattern.exec(name.slice(folderName.length + 1)) ?? [];
  writeFileWhole(join(folder, name), (append) => {
    for (const { record } of recordsFrom(folder, began))
      if (record["run"] === run) append(Buffer.from(`${recordLine(record)}\n`));
  });
  rmSync(join(folder, name + due), { force: true });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, folderName)).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Names of the files of runs. */
export interface RunFiles {
  readonly there: readonly string[];
  /** Of runs that may have ended and whose files are still to be written. */
  readonly due: readonly string[];
}

/** @throws the system's error */
export function runFiles(folder: string): RunFiles {
  const names = namesIn(folder);
  const matching = (all: readonly string[]) =>
    all.filter((name) => pattern.test(name)).map((name) => `${folderName}/${name}`);
  return {
    there: matching(names),
    due: matching(names.filter((name) => name.endsWith(due)).map((name) => name.slice(0, -due.length))),
  };
}

function placeIn(path: string): LogPlace | undefined {
  try {
    const value: Json = JSON.parse(readFileSync(path, "utf8"));
    const { number, offset } = isJsonObject(value) ? value : {};
    return typeof number === "number" && typeof offset === "number" ? { number, offset } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes the files of runs that ended and were killed before they could. A run that is not on record as ended has
 * none: it was killed before, or is about to end.
 *
 * @throws AuditFailure; the system's error
 */
export function finishRunFiles(folder: string): void {
  for (const name of namesIn(folder).filter((each) => each.endsWith(due))) {
    const file = name.slice(0, -due.length);
    const place = placeIn(join(folder, folderName, name));
    const [, run] = pattern.exec(file) ?? [];
    if (place === undefined || run === undefined) continue;
    const ended = recordsFrom(folder, place).some(
      ({ record }) => record["run"] === run && record.kind === "run",
    );
    if (ended) writeRunFile(folder, `${folderName}/${file}`, place);
  }
}
