import { Failure } from "./failure.ts";

/** One parameter of a signature. */
interface Parameter {
  /** What it matches of the arguments' symbols. */
  pattern: string;
  type: string;
  /** `-`: the context takes its place when it is missing and has this type. */
  context: RegExp | undefined;
  /** `a<n>`: the type of the items. */
  items: string | undefined;
}

/** A function's signature, such as `<s-n?:s>`. */
export interface Signature {
  /** Arguments as the function expects them: the context put in, single values made arrays. */
  check(args: readonly unknown[], context: unknown): readonly unknown[];
}

const plurals: Readonly<Record<string, string>> = {
  a: "arrays",
  b: "booleans",
  f: "functions",
  n: "numbers",
  o: "objects",
  s: "strings",
};

const any = "asnblfom";

function patternOf(symbol: string): string | undefined {
  if ("snblo".includes(symbol)) return `[${symbol}m]`;
  if (symbol === "a" || symbol === "x") return `[${any}]`;
  if (symbol === "j") return "[asnblom]";
  return symbol === "f" ? "f" : undefined;
}

function closing(text: string, start: number, open: string, close: string): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === open) depth++;
    if (text[index] === close && --depth === 0) return index;
  }
  return text.length;
}

function parameter(pattern: string, type: string): Parameter {
  return { pattern, type, context: undefined, items: undefined };
}

function parse(text: string): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (let index = 1; index < text.length && text[index] !== ":"; index++) {
    const symbol = text[index] ?? "";
    const last = parameters.at(-1);
    const pattern = patternOf(symbol);
    if (pattern !== undefined) parameters.push(parameter(pattern, symbol));
    else if (symbol === "(") {
      const end = closing(text, index, "(", ")");
      const choice = text.slice(index + 1, end);
      if (choice.includes("<")) throw new Failure("S0402", { value: choice });
      parameters.push(parameter(`[${choice}m]`, `(${choice})`));
      index = end;
    } else if (symbol === "<") {
      if (last?.type !== "a" && last?.type !== "f") throw new Failure("S0401", { value: last?.type });
      const end = closing(text, index, "<", ">");
      last.items = text.slice(index + 1, end);
      index = end;
    } else if (last !== undefined && symbol === "-") {
      last.context = new RegExp(last.pattern);
      last.pattern += "?";
    } else if (last !== undefined && (symbol === "?" || symbol === "+")) last.pattern += symbol;
  }
  return parameters;
}

/** The letter for a value's type; `m` where there is none. */
function symbolOf(value: unknown): string {
  switch (typeof value) {
    case "function":
      return "f";
    case "string":
      return "s";
    case "number":
      return "n";
    case "boolean":
      return "b";
    case "object":
      if (value === null) return "l";
      return Array.isArray(value) ? "a" : "o";
    default:
      return "m";
  }
}

class ParsedSignature implements Signature {
  readonly #parameters: readonly Parameter[];
  readonly #whole: RegExp;
  /** Matches by the symbols of the arguments: there are few combinations in one expression. */
  readonly #known = new Map<string, readonly string[] | null>();

  constructor(text: string) {
    this.#parameters = parse(text);
    this.#whole = new RegExp(`^${this.#parameters.map(({ pattern }) => `(${pattern})`).join("")}$`);
  }

  check(args: readonly unknown[], context: unknown): readonly unknown[] {
    let symbols = "";
    for (const arg of args) symbols += symbolOf(arg);
    const match = this.#match(symbols);
    if (match === null) throw this.#mismatch(args, symbols);
    const checked: unknown[] = [];
    let next = 0;
    let index = 0;
    for (const one of this.#parameters) {
      index += 1;
      const taken = match[index] ?? "";
      if (taken === "" && one.context !== undefined) {
        if (!one.context.test(symbolOf(context)))
          throw new Failure("T0411", { value: context, index: next + 1 });
        checked.push(context);
      } else if (taken === "") checked.push(args[next++]);
      for (const symbol of taken) {
        checked.push(one.type === "a" ? asArray(one, symbol, taken, args[next], next) : args[next]);
        next += 1;
      }
    }
    return checked;
  }

  #match(symbols: string): readonly string[] | null {
    const known = this.#known.get(symbols);
    if (known !== undefined) return known;
    const match = this.#whole.exec(symbols);
    if (symbols.length < 8) this.#known.set(symbols, match);
    return match;
  }

  /** Finds the first argument that does not fit. */
  #mismatch(args: readonly unknown[], symbols: string): Failure {
    let pattern = "^";
    let good = 0;
    for (const one of this.#parameters) {
      pattern += one.pattern;
      const match = new RegExp(pattern).exec(symbols);
      if (match === null) break;
      good = match[0].length;
    }
    return new Failure("T0410", { value: args[good], index: good + 1 });
  }
}

function fits(one: Parameter, symbol: string, taken: string, arg: unknown): boolean {
  if (one.items === undefined) return true;
  if (symbol !== "a") return taken === one.items;
  if (!Array.isArray(arg) || arg.length === 0) return true;
  const first = one.items.charAt(0);
  for (let index = 0; index < arg.length; index++) if (symbolOf(arg[index]) !== first) return false;
  return true;
}

function asArray(one: Parameter, symbol: string, taken: string, arg: unknown, at: number): unknown {
  if (symbol === "m") return undefined;
  if (!fits(one, symbol, taken, arg)) {
    throw new Failure("T0412", { value: arg, index: at + 1, type: plurals[one.items ?? ""] });
  }
  return symbol === "a" ? arg : [arg];
}

const parsed = new Map<string, Signature>();

/**
 * A signature by its text.
 *
 * @throws Failure S0401, S0402 when it is none
 */
export function signatureOf(text: string): Signature {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const made = new ParsedSignature(text);
  // Signatures of lambdas come from policies: the map must not grow without bound.
  if (parsed.size < 500) parsed.set(text, made);
  return made;
}
