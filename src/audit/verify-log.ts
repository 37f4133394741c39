import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { byteLines } from "../model/byte-lines.ts";
import { fileFailure } from "../stores/file-failure.ts";
import { openFileLock } from "../stores/file-lock.ts";
import { AuditFailure } from "./audit-failure.ts";
import { lockFile } from "./audit-log.ts";
import { brokenRunFile } from "./broken-run-file.ts";
import { createInspector, type Inspection } from "./inspect-records.ts";
import { logFileName, logFiles } from "./log-files.ts";
import { type RunFiles, runFiles } from "./run-files.ts";

/** Longest line that can be a record. */
const longest = 1024 * 1024;
const chunkSize = 256 * 1024;
/** Milliseconds to wait for a process that is writing a record. */
const patience = 5_000;

interface SizedFile {
  readonly number: number;
  readonly size: number;
}

/** A log as it was at one moment. */
interface Moment {
  readonly files: readonly SizedFile[];
  readonly runs: RunFiles;
}

/** The files and how long they are, while nobody writes: what is torn then was torn by its writer's end. */
function momentOf(folder: string): Moment {
  const list = (): Moment => ({
    files: logFiles(folder).map((number) => ({
      number,
      size: statSync(join(folder, logFileName(number))).size,
    })),
    runs: runFiles(folder),
  });
  const lockPath = join(folder, lockFile);
  // A log that was copied elsewhere has no lock, and no writer either.
  if (statSync(lockPath, { throwIfNoEntry: false }) === undefined) return list();
  const lock = openFileLock(lockPath, patience);
  if ("problem" in lock) return list();
  try {
    const taken = lock.take() === true;
    const moment = list();
    if (taken) lock.release();
    return moment;
  } finally {
    lock.close();
  }
}

function* chunksOf(path: string, size: number): Generator<Uint8Array> {
  const descriptor = openSync(path, "r");
  try {
    for (let at = 0; at < size; ) {
      const chunk = Buffer.alloc(Math.min(chunkSize, size - at));
      const read = readSync(descriptor, chunk, 0, chunk.length, at);
      if (read === 0) throw Object.assign(new Error("The file became shorter"), { code: "EIO" });
      at += read;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Follows the chain of a log from its first record to its last, and holds the files of its runs against it.
 *
 * @param anchor hash of a record that has to be among them
 * @throws AuditFailure when it cannot be read
 */
export function verifyLog(folder: string, anchor?: string): Omit<Inspection, "runs"> {
  const inspector = createInspector(anchor);
  try {
    const moment = momentOf(folder);
    for (const { number, size } of moment.files) {
      if (!inspector.file(number)) break;
      const path = join(folder, logFileName(number));
      let seen = 0;
      for (const { bytes } of byteLines(chunksOf(path, size), longest)) {
        const length = bytes?.byteLength ?? Number.POSITIVE_INFINITY;
        seen += length + 1;
        // Only the last line can lack its end.
        const whole = seen <= size;
        if (!inspector.line(bytes, whole)) break;
      }
    }
    const { runs, ...found } = inspector.end();
    const broken = found.broken ?? brokenRunFile(folder, moment.runs, runs);
    return broken === undefined ? found : { ...found, broken };
  } catch (error) {
    if (error instanceof AuditFailure) throw error;
    throw new AuditFailure(fileFailure(error, `The audit log ${folder}`).problem.replace("written", "read"));
  }
}
