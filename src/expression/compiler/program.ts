/** The module of JavaScript that an expression becomes, while it is written. */
export class Program {
  readonly #functions: string[] = [];
  readonly #constants: unknown[] = [];
  readonly #numbered = new Map<unknown, string>();
  readonly #bindings = new Map<string, string>();
  readonly #shared = new Map<string, string>();
  /** Names of globals that the code was made for: a binding of the same name makes it wrong. */
  readonly assumed = new Set<string>();
  /** Whether the code asks for `$$`. */
  readsRoot = false;
  #count = 0;

  /** A name that is used nowhere else. */
  fresh(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  /** The name of a constant. */
  constant(value: unknown): string {
    const known = this.#numbered.get(value);
    if (known !== undefined) return known;
    const name = `k${this.#constants.length}`;
    this.#constants.push(value);
    this.#numbered.set(value, name);
    return name;
  }

  /** The name of the value that an evaluation binds to `$name`. */
  binding(name: string): string {
    const known = this.#bindings.get(name);
    if (known !== undefined) return known;
    const made = this.fresh("b");
    this.#bindings.set(name, made);
    return made;
  }

  /** Adds a function that uses no locals of others. */
  hoist(text: string): void {
    this.#functions.push(text);
  }

  /** The name of a function that is the same for the same key; `write` writes it, once. */
  shared(key: string, write: (name: string) => string): string {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const name = this.fresh("f");
    this.#shared.set(key, name);
    this.hoist(write(name));
    return name;
  }

  get constants(): readonly unknown[] {
    return this.#constants;
  }

  /** @param runtime names of the runtime's functions, which the code is given by */
  source(runtime: readonly string[], main: string): string {
    const bindings = [...this.#bindings];
    return [
      '"use strict";',
      `const { ${runtime.join(", ")} } = runtime;`,
      ...this.#constants.map((_, index) => `const k${index} = constants[${index}];`),
      ...bindings.map(([, variable]) => `let ${variable};`),
      ...this.#functions,
      "return function main(c, bindings) {",
      ...bindings.map(([name, variable]) => `${variable} = own(bindings, ${JSON.stringify(name)});`),
      main,
      "};",
    ].join("\n");
  }
}
