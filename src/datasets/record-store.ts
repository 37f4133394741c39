import { byteLines } from "../model/byte-lines.ts";
import type { LazyBatch } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
import { createIdTable } from "./id-table.ts";
import { createRecordOrder } from "./record-order.ts";
import { maxRecordBytes, recordProblem } from "./record-problem.ts";
import { createSpool, type Spool } from "./spool.ts";

/** What became of a record. */
type Stored =
  | { readonly stored: "new" | "repeated" | "replaced" }
  | { readonly stored: "refused"; readonly problem: string };

/** Records by id, each once, by time and id where they have a time, else in the order they came; what is large is not held in memory. */
export interface RecordStore {
  /** @param line JSON text that is known to parse to the very record, and to hold nothing that is refused */
  add(record: JsonObject, line?: Uint8Array): Stored;
  readonly count: number;
  /** Records in batches of about a megabyte; may be called again. */
  batches(): Iterable<readonly JsonObject[]>;
  /** The same, parsed when asked for. */
  lazyBatches(): Iterable<LazyBatch>;
  close(): void;
}

const stride = 16;
const newline = 0x0a;
const nothing = new Uint8Array();
const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** What a line may grow by when it is written anew: `1e15` becomes 16 digits. */
const mostGrowth = 8;
/** About so many bytes of records are handed out at a time. */
const batchBytes = 1024 * 1024;

const parse = (line: Uint8Array): JsonObject => JSON.parse(decoder.decode(line));

/** Lines in the order they came, without those that are not to be read. */
function* linesAsTheyCame(spool: Spool, without: ReadonlySet<number>): Generator<Uint8Array> {
  for (const { number, bytes } of byteLines(spool.chunks(), Number.MAX_SAFE_INTEGER))
    if (bytes !== undefined && !without.has(number - 1)) yield bytes;
}

/** Lines in batches of about a megabyte. */
function* lineBatches(lines: Iterable<Uint8Array>): Generator<readonly Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let size = 0;
  for (const bytes of lines) {
    batch.push(bytes);
    size += bytes.byteLength;
    if (size < batchBytes) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function lazy(lines: readonly Uint8Array[]): LazyBatch {
  return { length: lines.length, record: (index) => parse(lines[index] ?? nothing) };
}

/** Lines that say the same may be written differently. */
function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0 || JSON.stringify(parse(one)) === JSON.stringify(parse(other));
}

/**
 * @param idOf id of a record; undefined when it has none
 * @param parent folder for temporary files
 * @param memory bytes kept in memory
 * @param timeOf when a record happened, for records that are put into order
 */
export function createRecordStore(
  idOf: (record: JsonObject) => string | undefined,
  parent?: string,
  memory?: number,
  timeOf?: (record: JsonObject) => number,
): RecordStore {
  const spool = createSpool(parent, memory);
  const superseded = new Set<number>();
  /** Where every `stride`th line begins; the others are found from there, which is only done for repeated ids. */
  const starts: number[] = [];
  const order = createRecordOrder();
  let lines = 0;
  const lineOf = (line: number): Uint8Array => {
    const group = Math.floor(line / stride);
    const start = starts[group] ?? 0;
    const bytes = spool.read(start, (starts[group + 1] ?? spool.size) - start);
    let from = 0;
    for (let before = line % stride; before > 0; before--) from = bytes.indexOf(newline, from) + 1;
    return bytes.subarray(from, bytes.indexOf(newline, from));
  };
  const index = createIdTable((line, id) => idOf(parse(lineOf(line))) === id);

  function append(id: string, line: Uint8Array, record: JsonObject): void {
    if (timeOf !== undefined) order.add(timeOf(record), id);
    const offset = spool.append(line, newline);
    if (lines % stride === 0) starts.push(offset);
    index.set(id, lines++);
  }

  function* linesInOrder(numbers: Uint32Array): Generator<Uint8Array> {
    for (const number of numbers) if (!superseded.has(number)) yield lineOf(number);
  }
  const linesToRead = (): Iterable<Uint8Array> => {
    const numbers = order.sorted((number) => idOf(parse(lineOf(number))) ?? "");
    return numbers === undefined ? linesAsTheyCame(spool, superseded) : linesInOrder(numbers);
  };

  const batches = () => lineBatches(linesToRead()).map((lines) => lines.map(parse));
  const lazyBatches = () => lineBatches(linesToRead()).map(lazy);

  return {
    add(record, line) {
      const problem = line === undefined ? recordProblem(record) : undefined;
      if (problem !== undefined) return { stored: "refused", problem };
      const id = idOf(record);
      if (id === undefined) return { stored: "refused", problem: "it has no id" };
      const bytes =
        line !== undefined && line.byteLength <= maxRecordBytes / mostGrowth
          ? line
          : encoder.encode(JSON.stringify(record));
      if (bytes.byteLength >= maxRecordBytes)
        return { stored: "refused", problem: `it is over ${maxRecordBytes} bytes` };
      const known = index.find(id);
      if (known === undefined) {
        append(id, bytes, record);
        return { stored: "new" };
      }
      if (same(bytes, lineOf(known))) return { stored: "repeated" };
      superseded.add(known);
      append(id, bytes, record);
      return { stored: "replaced" };
    },
    get count() {
      return index.size;
    },
    batches,
    lazyBatches,
    close: () => spool.close(),
  };
}
