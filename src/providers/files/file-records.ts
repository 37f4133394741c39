import { compile, ExpressionError, policyOptions } from "../../expression/index.ts";
import type { IncompleteReason } from "../../model/dataset.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { isPlainPath, readPath } from "../../model/read-path.ts";
import type { OpenFile } from "./open-file.ts";

/** Reads a file: pages of records, and at the end what was wrong with it. `now` is the pinned clock. */
export type ReadFormat = (
  file: OpenFile,
  parameters: JsonObject,
  now: number,
) => AsyncGenerator<readonly JsonObject[], readonly IncompleteReason[]>;

/** Records handed out at a time. */
export const pageSize = 1_000;

/** A file that does not have the format it should have. */
export function malformed(problem: string): IncompleteReason {
  return { code: "malformed-page", message: `The file ${problem}` };
}

/** Counts what single lines are wrong with, so that ten thousand bad lines are one sentence. */
export function createLineProblems() {
  const found = new Map<string, { count: number; first: number }>();
  return {
    add(line: number, problem: string): void {
      const known = found.get(problem);
      if (known === undefined) found.set(problem, { count: 1, first: line });
      else known.count++;
    },
    reasons(): IncompleteReason[] {
      return [...found].map(([problem, { count, first }]) => {
        const which = count === 1 ? `line ${first}` : `${count} lines, the first of them line ${first}`;
        return { code: "unreadable-record", message: `Unreadable: ${which}: ${problem}` };
      });
    },
  };
}

/** The records that `at` finds; undefined when it finds nothing, or cannot be evaluated. */
function listAt(document: Json, at: string, now: number): readonly Json[] | undefined {
  /* A plain path is followed as it is: an expression does not tell an empty list from none. */
  const plain = isPlainPath(at) ? readPath(document, at) : undefined;
  if (Array.isArray(plain)) return plain;
  try {
    const found = compile(at, policyOptions(now)).evaluate(document);
    if (Array.isArray(found)) return found;
    return isJsonObject(found) ? [found] : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Pages of the records of a document, and what is wrong with it. */
export function* recordsOf(
  document: Json,
  at: Json | undefined,
  now: number,
): Generator<readonly JsonObject[], readonly IncompleteReason[]> {
  const list = typeof at === "string" ? listAt(document, at, now) : document;
  if (!Array.isArray(list)) {
    return [
      malformed(
        typeof at === "string" ? "holds no records at `at`" : "is not a list; `at` says where one is",
      ),
    ];
  }
  let others = 0;
  for (let from = 0; from < list.length; from += pageSize) {
    const page: Json[] = list.slice(from, from + pageSize);
    const records = page.filter(isJsonObject);
    others += page.length - records.length;
    yield records;
  }
  if (others === 0) return [];
  const message = `${others} ${others === 1 ? "record" : "records"} could not be read: it is not an object`;
  return [{ code: "unreadable-record", message }];
}

/** Bytes without the byte order mark that exports often begin with. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** All bytes of a file, without a byte order mark, or undefined when there are more than the limit. */
export function readWhole(file: OpenFile, maxBytes: number): Uint8Array | undefined {
  if (file.size > maxBytes) return undefined;
  const chunks = [...file.chunks()];
  const bytes = Buffer.concat(chunks);
  return bytes.byteLength > maxBytes ? undefined : withoutMark(bytes);
}
