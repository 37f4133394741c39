import { byteLines } from "../model/byte-lines.ts";
import type { JsonObject } from "../model/json.ts";
import { createIdTable } from "./id-table.ts";
import { maxRecordBytes, recordProblem } from "./record-problem.ts";
import { createSpool } from "./spool.ts";

/** What became of a record. */
type Stored =
  | { readonly stored: "new" | "repeated" | "replaced" }
  | { readonly stored: "refused"; readonly problem: string };

/** Records by id, each once, in the order they came; what is large is not held in memory. */
export interface RecordStore {
  add(record: JsonObject): Stored;
  readonly count: number;
  /** Records in batches of about a megabyte; may be called again. */
  batches(): Iterable<readonly JsonObject[]>;
  /** Folder of the spool, once there is one. */
  readonly folder: string | undefined;
  close(): void;
}

const stride = 16;
const newline = 0x0a;
/** About so many bytes of records are handed out at a time. */
const batchBytes = 128 * 1024;

/**
 * @param idOf id of a record; undefined when it has none
 * @param parent folder for temporary files
 * @param memory bytes kept in memory
 */
export function createRecordStore(
  idOf: (record: JsonObject) => string | undefined,
  parent?: string,
  memory?: number,
): RecordStore {
  const spool = createSpool(parent, memory);
  const superseded = new Set<number>();
  const decoder = new TextDecoder();
  /** Where every `stride`th line begins; the others are found from there, which is only done for repeated ids. */
  const starts: number[] = [];
  let lines = 0;
  const lineOf = (line: number): Uint8Array => {
    const group = Math.floor(line / stride);
    const start = starts[group] ?? 0;
    const bytes = spool.read(start, (starts[group + 1] ?? spool.size) - start);
    let from = 0;
    for (let before = line % stride; before > 0; before--) from = bytes.indexOf(newline, from) + 1;
    return bytes.subarray(from, bytes.indexOf(newline, from) + 1);
  };
  const index = createIdTable((line, id) => idOf(JSON.parse(decoder.decode(lineOf(line)))) === id);

  function append(id: string, bytes: Uint8Array): void {
    const offset = spool.append(bytes);
    if (lines % stride === 0) starts.push(offset);
    index.set(id, lines++);
  }

  function* batches(): Generator<readonly JsonObject[]> {
    let batch: JsonObject[] = [];
    let size = 0;
    for (const { number, bytes } of byteLines(spool.chunks(), Number.MAX_SAFE_INTEGER)) {
      if (bytes === undefined || superseded.has(number - 1)) continue;
      batch.push(JSON.parse(decoder.decode(bytes)));
      size += bytes.byteLength;
      if (size < batchBytes) continue;
      yield batch;
      batch = [];
      size = 0;
    }
    if (batch.length > 0) yield batch;
  }

  return {
    add(record) {
      const problem = recordProblem(record);
      if (problem !== undefined) return { stored: "refused", problem };
      const id = idOf(record);
      if (id === undefined) return { stored: "refused", problem: "it has no id" };
      const bytes = Buffer.from(`${JSON.stringify(record)}\n`, "utf8");
      if (bytes.byteLength > maxRecordBytes)
        return { stored: "refused", problem: `it is over ${maxRecordBytes} bytes` };
      const known = index.find(id);
      if (known === undefined) {
        append(id, bytes);
        return { stored: "new" };
      }
      if (bytes.equals(lineOf(known))) return { stored: "repeated" };
      superseded.add(known);
      append(id, bytes);
      return { stored: "replaced" };
    },
    get count() {
      return index.size;
    },
    batches,
    get folder() {
      return spool.folder;
    },
    close: () => spool.close(),
  };
}
