import { isAscii, isUtf8 } from "node:buffer";
import type { LazyBatch } from "../../model/dataset.ts";
import type { JsonObject } from "../../model/json.ts";
import { isWhiteSpace } from "./is-white-space.ts";
import type { LearnedReader } from "./learned-reader.ts";
import { parseRecord } from "./parse-record.ts";

/** Longest line: what is near the limit of a record is measured by who stores it. */
const maxLine = 128 * 1024;
/** Bytes that are decoded at a time, unless a line is longer. */
const blockSize = 16 * 1024;

/** Lines that were decoded together, which costs less than each for itself, and so few that they are soon gone. */
interface Block {
  /** A character for each byte. */
  readonly text: string;
  /** Where it begins and ends in the buffer. */
  readonly from: number;
  readonly to: number;
}

const noBlock: Block = { text: "", from: 0, to: 0 };

/** Lines of a buffer; each goes on to where the next one that is not blank begins. */
export class Lines implements LazyBatch {
  readonly #buffer: Buffer;
  readonly #starts: Uint32Array;
  readonly #reader: LearnedReader;
  readonly #isPlain: boolean;
  /** Replaced as a whole: a watchdog may strike anywhere. */
  #block = noBlock;
  /** The line that the reader missed last: it learns from it when it is parsed. */
  #missed = -1;

  /**
   * @param starts where each line begins, and where the last one ends
   * @throws TypeError when they are not UTF-8
   */
  constructor(buffer: Buffer, starts: Uint32Array, reader: LearnedReader) {
    const bytes = buffer.subarray(starts[0], starts.at(-1));
    this.#isPlain = isAscii(bytes);
    if (!this.#isPlain && !isUtf8(bytes)) throw new TypeError("The lines are not UTF-8");
    this.#buffer = buffer;
    this.#starts = starts;
    this.#reader = reader;
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  record(index: number): JsonObject {
    const line = this.#line(index);
    const record = parseRecord(line);
    if (index === this.#missed) {
      this.#missed = -1;
      this.#reader.learn(record, line);
    }
    return record;
  }

  glimpse(index: number): JsonObject | undefined {
    const { text, from: start } = this.#blockOf(index);
    const from = this.#starts[index] ?? 0;
    let to = this.#starts[index + 1] ?? 0;
    while (to > from && isWhiteSpace(this.#buffer[to - 1])) to--;
    const glimpsed = this.#reader.read(this.#buffer, text, start, from, to);
    if (glimpsed === undefined) this.#missed = index;
    return glimpsed;
  }

  /** Lets go of what was decoded, which V8 would keep for long: a batch is old when its lines were judged. */
  release(): void {
    this.#block = noBlock;
  }

  #line(index: number): string {
    const from = this.#starts[index] ?? 0;
    const to = this.#starts[index + 1] ?? 0;
    const { text, from: start } = this.#blockOf(index);
    return this.#isPlain ? text.slice(from - start, to - start) : this.#buffer.toString("utf8", from, to);
  }

  /** The block that a line is in. */
  #blockOf(index: number): Block {
    const from = this.#starts[index] ?? 0;
    const to = this.#starts[index + 1] ?? 0;
    if (from < this.#block.from || to > this.#block.to) this.#block = this.#blockFrom(index);
    return this.#block;
  }

  #blockFrom(index: number): Block {
    const from = this.#starts[index] ?? 0;
    let last = index + 1;
    while ((this.#starts[last + 1] ?? Number.POSITIVE_INFINITY) - from <= blockSize) last++;
    const to = this.#starts[last] ?? 0;
    if (to - from > maxLine) throw new RangeError("The line is long");
    return { text: this.#buffer.toString("latin1", from, to), from, to };
  }
}
