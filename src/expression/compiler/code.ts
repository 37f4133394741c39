import type { Program } from "./program.ts";

/** A variable of JavaScript, and the function that it is a local of. */
export interface Local {
  readonly name: string;
  readonly owner: Code;
}

/** The body of one function of JavaScript, while it is written. */
export class Code {
  readonly program: Program;
  readonly #lines: string[] = [];
  /** Functions around this one whose locals it uses. */
  readonly #captured = new Set<Code>();

  constructor(program: Program) {
    this.program = program;
  }

  get text(): string {
    return this.#lines.join("\n");
  }

  /** Functions around this one whose locals it uses: without any, it can be written once for all. */
  get captured(): ReadonlySet<Code> {
    return this.#captured;
  }

  emit(line: string): void {
    this.#lines.push(line);
  }

  /** The name of a local, noted as used here. */
  use({ name, owner }: Local): string {
    if (owner !== this) this.#captured.add(owner);
    return name;
  }

  /** Notes what a function inside this one uses. */
  inherit(inner: Code): void {
    for (const owner of inner.captured) if (owner !== this) this.#captured.add(owner);
  }

  /** A local with a value. */
  temporary(value: string): string {
    const name = this.program.fresh("t");
    this.emit(`const ${name} = ${value};`);
    return name;
  }

  /** A local that gets its value later. */
  variable(value = "undefined"): string {
    const name = this.program.fresh("t");
    this.emit(`let ${name} = ${value};`);
    return name;
  }

  local(name: string): Local {
    return { name, owner: this };
  }
}
