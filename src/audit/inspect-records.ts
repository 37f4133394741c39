import { isJsonObject, type Json } from "../model/json.ts";
import { type AuditRecord, type Head, readRecord, sha256 } from "./audit-record.ts";
import { logFileName } from "./log-files.ts";
import { createRunCensus, type OpenRun } from "./run-census.ts";
import { createRunDigests, type RunDigests } from "./run-digests.ts";

/** The first place where a log is not what was written. */
export interface Broken {
  readonly file: string;
  /** 1-based; absent where a file as a whole is meant. */
  readonly line?: number;
  readonly problem: string;
  readonly expected?: string;
  readonly found?: string;
}

/** A line that was not written to its end. */
export interface TornLine {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** True when a later record says so; else its writer's end was the last thing that happened. */
  readonly closed: boolean;
}

/** What was found out about a log. */
export interface Inspection {
  readonly files: number;
  /** Records that fit, up to the first that does not. */
  readonly records: number;
  /** The last of them. */
  readonly head?: Head;
  readonly broken?: Broken;
  readonly torn: readonly TornLine[];
  /** Runs that said when they began and not how they ended: killed, or not at their end yet. */
  readonly unfinished: readonly OpenRun[];
  /** What the files of runs have to be. */
  readonly runs: RunDigests;
}

type Torn = Omit<TornLine, "closed">;

function same(left: Torn, right: Json | undefined): boolean {
  if (!isJsonObject(right)) return false;
  return left.file === right["file"] && left.bytes === right["bytes"] && left.sha256 === right["sha256"];
}

/** Follows a chain line by line. Each method says whether to go on. */
export interface Inspector {
  file(number: number): boolean;
  /** @param bytes undefined for a line longer than any record */
  line(bytes: Uint8Array | undefined, whole: boolean): boolean;
  end(): Inspection;
}

/** Why a record does not follow another; undefined when it does. */
function misplaced(record: AuditRecord, head: Head | undefined): Omit<Broken, "file" | "line"> | undefined {
  const { seq, previous, chain } = record;
  if (head === undefined)
    return seq === 1 && previous === null
      ? undefined
      : { problem: "The log does not begin here", expected: "record 1", found: `record ${seq}` };
  if (seq !== head.seq + 1)
    return {
      problem: seq > head.seq ? "Records are missing" : "Records are repeated or in another order",
      expected: `record ${head.seq + 1}`,
      found: `record ${seq}`,
    };
  if (previous !== head.hash)
    return {
      problem: "The record does not follow the one before it",
      expected: `previous ${head.hash}`,
      found: `previous ${previous}`,
    };
  return chain === head.chain
    ? undefined
    : { problem: "The record is of another chain", expected: head.chain, found: chain };
}

/** Why a record does not say what was torn before it; undefined when it does. */
function unsaid({ torn }: AuditRecord, found: readonly Torn[]): Omit<Broken, "file" | "line"> | undefined {
  const spoken = Array.isArray(torn) ? torn : [];
  if (spoken.length === found.length && found.every((each, at) => same(each, spoken[at]))) return undefined;
  const text = (list: readonly (Torn | Json)[]): string =>
    list.length === 0 ? "nothing" : JSON.stringify(list);
  const problem = "The record does not say what was torn before it";
  return { problem, expected: text(found), found: text(spoken) };
}

/** @param anchor hash of a record that has to be among them */
export function createInspector(anchor?: string): Inspector {
  const census = createRunCensus();
  const digests = createRunDigests();
  const torn: TornLine[] = [];
  let unspoken: Torn[] = [];
  let head: Head | undefined;
  let anchored = anchor === undefined;
  let broken: Broken | undefined;
  let [file, files, line] = ["", 0, 0];

  const breakAt = (found: Omit<Broken, "file" | "line">): boolean => {
    broken = { file, ...(line === 0 ? {} : { line }), ...found };
    return false;
  };

  function follow(record: AuditRecord): boolean {
    const problem = misplaced(record, head) ?? unsaid(record, unspoken);
    if (problem !== undefined) return breakAt(problem);
    torn.push(...unspoken.map((each) => ({ ...each, closed: true })));
    unspoken = [];
    const { chain, seq, hash } = record;
    head = { chain, seq, hash };
    if (hash === anchor) anchored = true;
    census.add(record);
    digests.add(record);
    return true;
  }

  return {
    file(number) {
      files++;
      line = 0;
      const expected = logFileName(files);
      file = logFileName(number);
      if (file === expected) return true;
      file = expected;
      return breakAt({ problem: "A file is missing", expected, found: logFileName(number) });
    },
    line(bytes, whole) {
      line++;
      if (bytes === undefined) return breakAt({ problem: "The line is longer than any record" });
      if (!whole) {
        unspoken.push({ file, bytes: bytes.byteLength, sha256: sha256(bytes) });
        return true;
      }
      const read = readRecord(bytes);
      if (read.ok) return follow(read.record);
      const { ok: _, ...problem } = read;
      return breakAt(problem);
    },
    end() {
      if (broken === undefined && !anchored) {
        line = 0;
        const found = head === undefined ? "no record" : `${head.hash} at the end, record ${head.seq}`;
        breakAt({
          problem: "The log was cut: no record has the hash that was given",
          expected: anchor ?? "",
          found,
        });
      }
      return {
        files,
        records: head?.seq ?? 0,
        ...(head === undefined ? {} : { head }),
        ...(broken === undefined ? {} : { broken }),
        torn: [...torn, ...unspoken.map((each) => ({ ...each, closed: false }))],
        unfinished: census.unfinished(),
        runs: digests.files(),
      };
    },
  };
}
