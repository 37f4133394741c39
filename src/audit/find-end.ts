import { statSync } from "node:fs";
import { join } from "node:path";
import { AuditFailure } from "./audit-failure.ts";
import type { Head } from "./audit-record.ts";
import { logFileName, logFiles } from "./log-files.ts";
import { readEnd } from "./read-end.ts";

/** What was not written to its end, in a file of the log. */
export interface TornEnd {
  readonly number: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where a log ends. */
export interface LogEnd {
  /** Of the last file; 1 for a log that is not there yet. */
  readonly number: number;
  readonly size: number;
  /** The last record; undefined when there is none. */
  readonly head?: Head;
  /** Ends that no record speaks of yet; at most one for a file. */
  readonly torn: readonly TornEnd[];
}

/**
 * Finds the end of a log, from the last file backwards to one that has a record.
 *
 * @param left where this process left it: it can only have become longer
 * @throws AuditFailure for an end that is not a record's, or is before what this process wrote
 */
export function findEnd(folder: string, what: string, left: LogEnd | undefined): LogEnd {
  const numbers = logFiles(folder);
  const last = numbers.at(-1);
  if (last === undefined) {
    if (left !== undefined) throw shortened(what);
    return { number: 1, size: 0, torn: [] };
  }
  const { size } = statSync(join(folder, logFileName(last)));
  if (left?.number === last && left.size === size) return left;
  if (left !== undefined && (last < left.number || (last === left.number && size < left.size)))
    throw shortened(what);
  const torn: TornEnd[] = [];
  for (const number of numbers.toReversed()) {
    const end = readEnd(join(folder, logFileName(number)));
    if (end.torn !== undefined) torn.unshift({ number, ...end.torn });
    if (end.last === undefined) continue;
    if (!end.last.ok) throw altered(what, number, end.last.problem);
    const { chain, seq, hash } = end.last.record;
    return { number: last, size, head: { chain, seq, hash }, torn };
  }
  return { number: last, size, torn };
}

function shortened(what: string): AuditFailure {
  return new AuditFailure(`${what} was cut, removed or replaced while it was written`);
}

function altered(what: string, number: number, problem: string): AuditFailure {
  const advice = "see bylaw audit verify, then keep the folder elsewhere to begin a new log";
  return new AuditFailure(`${what} was altered at the end of ${logFileName(number)} (${problem}); ${advice}`);
}
