import type { JsonObject } from "../../model/json.ts";
import { generateReader, type ReadLine } from "./generate-reader.ts";
import { type Learnable, ValueShape } from "./value-shape.ts";

/** Records that are learned from before a reader is made; twice as many each time it has to be made again. */
const firstLesson = 64;
const mostLessons = 8;
/** Names that are learned of the records of a file. */
const mostNames = 256;

/**
 * Reads lines in about half the time of `JSON.parse`, once it has learned how the records of a file are written, which
 * is much the same for most. What is written in any other way it leaves alone, so whatever it returns is what
 * `parseRecord` would make of the line. Texts that it returns are parts of a larger one, which they keep in memory.
 */
export class LearnedReader {
  readonly #shape = new ValueShape();
  readonly #left: Learnable = { names: mostNames, worthwhile: true };
  #spaced: boolean | undefined;
  #lessons = 0;
  #missed = 0;
  #read: ReadLine | undefined;
  #hits = 0;

  /** Takes what `ReadLine` takes; undefined for a line that has to be parsed. */
  read(...line: Parameters<ReadLine>): JsonObject | undefined {
    const record = this.#read?.(...line);
    if (record !== undefined) this.#hits += 1;
    return record;
  }

  /** Learns from a line that it did not read. */
  learn(record: JsonObject, text: string): void {
    if (!this.#left.worthwhile) return;
    this.#missed += 1;
    if (this.#lessons === mostLessons) {
      // Trying in vain takes time.
      if (this.#missed > this.#hits) this.#read = undefined;
      return;
    }
    this.#spaced ??= isSpaced(record, text);
    this.#shape.add(record, this.#left);
    if (!this.#left.worthwhile) this.#read = undefined;
    else if (this.#missed >= firstLesson * 2 ** this.#lessons) this.#teach(this.#spaced);
  }

  #teach(spaced: boolean): void {
    this.#lessons += 1;
    this.#missed = 0;
    this.#hits = 0;
    this.#read = generateReader(this.#shape, spaced);
  }
}

/** True for text with a space behind its first colon. */
function isSpaced(record: JsonObject, text: string): boolean {
  const [name = ""] = Object.keys(record);
  return text.startsWith(`{${JSON.stringify(name)}: `);
}
