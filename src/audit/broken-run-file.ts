import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { byteLines } from "../model/byte-lines.ts";
import { readRecord } from "./audit-record.ts";
import type { Broken } from "./inspect-records.ts";
import { nextDigest, type RunDigests } from "./run-digests.ts";
import type { RunFiles } from "./run-files.ts";

const longest = 1024 * 1024;
const chunkSize = 256 * 1024;

function* chunksOf(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, "r");
  try {
    for (;;) {
      const chunk = Buffer.alloc(chunkSize);
      const read = readSync(descriptor, chunk, 0, chunk.length, null);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file does not hold the records of its run; undefined when it does. */
function problemOf(folder: string, file: string, expected: string): Broken | undefined {
  let digest = "";
  for (const { number: line, bytes } of byteLines(chunksOf(join(folder, file)), longest)) {
    const read = bytes === undefined ? undefined : readRecord(bytes);
    if (read?.ok !== true)
      return { file, line, problem: read?.problem ?? "The line is longer than any record" };
    digest = nextDigest(digest, read.record);
  }
  return digest === expected
    ? undefined
    : { file, problem: "The file does not hold what the log has of its run" };
}

/**
 * The first file of a run that is missing, is of no run of the log, or is not as the log has it.
 *
 * @param files those there were when the log was as long as it was read
 * @throws the system's error
 */
export function brokenRunFile(folder: string, files: RunFiles, digests: RunDigests): Broken | undefined {
  const there = new Set(files.there);
  const due = new Set(files.due);
  for (const [file, digest] of digests) {
    // Its run is about to write it, or was killed and leaves it to the next one: the log has all of it.
    if (!there.has(file) && due.has(file)) continue;
    if (!there.delete(file))
      return { file, problem: "The file of a run is missing", expected: file, found: "no such file" };
    const problem = problemOf(folder, file, digest);
    if (problem !== undefined) return problem;
  }
  const [stranger] = there;
  return stranger === undefined
    ? undefined
    : { file: stranger, problem: "The log has no such run: it was cut, or the file is of another" };
}
