import { atOperator, Failure } from "./failure.ts";
import { leastJsonLength } from "./json-length.ts";
import { isNumeric } from "./numeric.ts";
import type { Run } from "./run.ts";
import { Sequence } from "./sequence.ts";

/** Fifteen significant digits: what is left of a calculation with decimals is not shown. */
function numberText(value: number): string {
  if (!isNumeric(value)) return "null";
  return String(Number.isInteger(value) ? value + 0 : Number(value.toPrecision(15)));
}

/** From this length on, a text is measured before it is written to its end. */
const long = 50_000;

/** Writes a value as JSON, functions as empty strings, and stops when the text gets too long. */
class Writer {
  readonly #run: Run;
  readonly #indent: string;
  readonly #whole: unknown;
  #written = 0;
  #isMeasured = false;

  constructor(run: Run, indent: string, whole: unknown) {
    this.#run = run;
    this.#indent = indent;
    this.#whole = whole;
  }

  /** Counts a piece of the text, and looks ahead once it is no longer short. */
  #piece(text: string): string {
    this.#written += text.length + 1;
    if (this.#written > long && !this.#isMeasured) {
      this.#isMeasured = true;
      this.#run.assertText(leastJsonLength(this.#whole));
    }
    return text;
  }

  /** @param line what an item of the value begins with: a line break and spaces, or nothing */
  write(value: unknown, line: string): string {
    if (typeof value === "string") return this.#piece(JSON.stringify(value));
    if (typeof value === "number") return this.#piece(numberText(value));
    if (typeof value === "function") return this.#piece('""');
    if (typeof value !== "object" || value === null) return this.#piece(JSON.stringify(value) ?? "null");
    this.#run.tick();
    return Array.isArray(value) ? this.#writeArray(value, line) : this.#writeObject(value, line);
  }

  #writeArray(array: readonly unknown[], line: string): string {
    if (array.length === 0) return this.#piece("[]");
    const inner = line + this.#indent;
    let text = this.#piece("[");
    for (let index = 0; index < array.length; index++) {
      text += (index === 0 ? "" : ",") + inner + this.write(array[index], inner);
    }
    return `${text}${line}]`;
  }

  #writeObject(object: object, line: string): string {
    const inner = line + this.#indent;
    const colon = this.#indent === "" ? ":" : ": ";
    let text = this.#piece("");
    for (const [key, member] of Object.entries(object)) {
      if (member === undefined) continue;
      text += (text === "" ? "" : ",") + inner + this.#piece(JSON.stringify(key)) + colon;
      text += this.write(member, inner);
    }
    return text === "" ? "{}" : `{${text}${line}}`;
  }
}

/**
 * What `$string` and `&` make of a value that is there.
 *
 * @throws Failure D3001, D1001 for numbers that JSON does not have
 * @throws ExpressionError B1002 when the text is longer than the limit
 */
export function toText(run: Run, value: unknown, pretty = false): string {
  if (typeof value === "string") return value;
  if (typeof value === "function") return "";
  if (typeof value === "number" && !Number.isFinite(value)) throw new Failure("D3001", { value });
  const whole: unknown = value instanceof Sequence && value.outerWrapper ? value[0] : value;
  const text = new Writer(run, pretty ? "  " : "", whole).write(whole, pretty ? "\n" : "");
  run.assertText(text.length);
  return text;
}

/** `&`: nothing counts as the empty string. @throws Failure D3001, D1001 */
export function concatenate(run: Run, left: unknown, right: unknown, position: number | undefined): string {
  try {
    const head = left === undefined ? "" : toText(run, left);
    const tail = right === undefined ? "" : toText(run, right);
    run.assertText(head.length + tail.length);
    return head + tail;
  } catch (thrown) {
    throw atOperator(thrown, position, "&");
  }
}
