import { atOperator, Failure } from "./failure.ts";
import { isNumeric } from "./numeric.ts";
import type { Run } from "./run.ts";
import { Sequence } from "./sequence.ts";

/** Fifteen significant digits: what is left of a calculation with decimals is not shown. */
function numberText(value: number): string {
  if (!isNumeric(value)) return "null";
  return String(Number.isInteger(value) ? value + 0 : Number(value.toPrecision(15)));
}

/** Writes a value as JSON, functions as empty strings, and stops when the text gets too long. */
class Writer {
  readonly #run: Run;
  readonly #indent: string;
  #text = "";

  constructor(run: Run, indent: string) {
    this.#run = run;
    this.#indent = indent;
  }

  get text(): string {
    return this.#text;
  }

  #add(text: string): void {
    this.#text += text;
    this.#run.assertText(this.#text.length);
  }

  #list(brackets: string, count: number, level: number, item: (index: number) => void): void {
    const [open = "", close = ""] = brackets;
    if (count === 0) {
      this.#add(brackets);
      return;
    }
    const line = this.#indent === "" ? "" : `\n${this.#indent.repeat(level + 1)}`;
    for (let index = 0; index < count; index++) {
      this.#add((index === 0 ? open : ",") + line);
      item(index);
    }
    this.#add(this.#indent === "" ? close : `\n${this.#indent.repeat(level)}${close}`);
  }

  write(value: unknown, level: number): void {
    this.#run.tick();
    if (typeof value === "number") this.#add(numberText(value));
    else if (typeof value === "function") this.#add('""');
    else if (typeof value !== "object" || value === null) this.#add(JSON.stringify(value) ?? "null");
    else if (Array.isArray(value)) {
      this.#list("[]", value.length, level, (index) => this.write(value[index], level + 1));
    } else {
      const members = Object.entries(value).filter(([, member]) => member !== undefined);
      this.#list("{}", members.length, level, (index) => {
        const [key, member] = members[index] ?? [""];
        this.#add(`${JSON.stringify(key)}:${this.#indent === "" ? "" : " "}`);
        this.write(member, level + 1);
      });
    }
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
  const writer = new Writer(run, pretty ? "  " : "");
  const whole: unknown = value instanceof Sequence && value.outerWrapper ? value[0] : value;
  writer.write(whole, 0);
  return writer.text;
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
