import type { Tuple } from "../runtime/sequence.ts";

/** Variables of one scope. What it does not have is looked for in the scope around it. */
export class Frame {
  readonly #around: Frame | undefined;
  readonly #variables = new Map<string, unknown>();

  constructor(around: Frame | undefined) {
    this.#around = around;
  }

  /** A scope inside this one, with the variables of a tuple. */
  withTuple(tuple: Tuple | undefined): Frame {
    if (tuple === undefined) return this;
    const frame = new Frame(this);
    for (const [name, value] of Object.entries(tuple)) frame.bind(name, value);
    return frame;
  }

  bind(name: string, value: unknown): void {
    this.#variables.set(name, value);
  }

  lookUp(name: string): unknown {
    const value = this.#variables.get(name);
    if (value !== undefined || this.#variables.has(name)) return value;
    return this.#around?.lookUp(name);
  }
}
