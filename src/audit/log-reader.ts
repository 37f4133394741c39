import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { AuditFailure } from "./audit-failure.ts";
import { type AuditRecord, readRecord } from "./audit-record.ts";
import { logFileName, logFiles } from "./log-files.ts";

const newline = 0x0a;
const chunkSize = 64 * 1024;

/** A place between two records of a log. */
export interface LogPlace {
  /** Number of the file. */
  readonly number: number;
  /** Bytes from its beginning. */
  readonly offset: number;
}

/** A record, and the place behind it. */
export interface PlacedRecord {
  readonly record: AuditRecord;
  readonly after: LogPlace;
}

/**
 * Records of one file from a place on; what is torn at its end is none.
 *
 * @throws AuditFailure for a line that is no record; the system's error
 */
function* recordsOfFile(folder: string, { number, offset }: LogPlace): Generator<PlacedRecord> {
  const name = logFileName(number);
  const descriptor = openSync(join(folder, name), "r");
  try {
    let [rest, at] = [Buffer.alloc(0), offset];
    for (;;) {
      const chunk = Buffer.alloc(chunkSize);
      const length = readSync(descriptor, chunk, 0, chunkSize, at + rest.length);
      if (length === 0) return;
      rest = Buffer.concat([rest, chunk.subarray(0, length)]);
      for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
        const read = readRecord(rest.subarray(0, end));
        if (!read.ok)
          throw new AuditFailure(`The audit log ${folder} was altered in ${name}: ${read.problem}`);
        at += end + 1;
        rest = rest.subarray(end + 1);
        yield { record: read.record, after: { number, offset: at } };
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Records of a log from a place on, as far as they are written. @throws AuditFailure; the system's error */
export function* recordsFrom(folder: string, place: LogPlace): Generator<PlacedRecord> {
  for (const number of logFiles(folder)) {
    if (number < place.number) continue;
    yield* recordsOfFile(folder, number === place.number ? place : { number, offset: 0 });
  }
}
