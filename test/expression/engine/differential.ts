import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import jsonata, { type JsonataError } from "#jsonata-sync";
import { compileEngine } from "../../../src/expression/engine/compile-engine.ts";
import { ExpressionError } from "../../../src/expression/expression-error.ts";
import { LinearRegExp } from "../../../src/expression/linear-regexp.ts";
import { toJson } from "../../../src/expression/to-json.ts";
import type { Bindings, Expression } from "../../../src/model/expression.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { arbitraryExpression } from "./arbitrary-expression.ts";
import { arbitraryRecord } from "./arbitrary-record.ts";

/** What an evaluation came to: a value, or the code of an error. `undefined` for what the library crashes at. */
export type Outcome = { readonly value: unknown } | { readonly code: string } | undefined;

const limits = { timeout: 2_000, stack: 200, sequence: 2_000, text: 100_000 };
const now = Date.UTC(2026, 0, 31, 12);
const items: readonly JsonObject[] = Array.from({ length: 20 }, (_, index) => ({
  a: [index, "a", null, { b: 1 }, [index, "abc"]][index % 5] ?? null,
  b: index % 3 === 0 ? [1, index, "b"] : "a b",
  ...(index % 4 === 0 && { c: { a: index, b: true } }),
}));
const bindings: Bindings = {
  bound: [1, { a: "b" }],
  many: [...Array.from({ length: 17 }, (_, index) => index * 3), "a", "abc", "", "1", null, true, { a: 1 }],
  data: { items, one: { a: items, b: items.map(({ a }) => a ?? null) } },
};
const refused = [
  ["shuffle", "<a:a>"],
  ["random", "<:n>"],
] as const;

function refuse(): never {
  throw { code: "B1005" };
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** Another evaluation, which leaves behind what is kept between them. */
function evaluateBefore(expression: Expression): void {
  try {
    expression.evaluate({ a: items, b: "abc" }, bindings);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
  }
}

/** What the engine says, compiled or interpreted. */
function byEngine(source: string, input: unknown, mode: "compiled" | "interpreted"): Outcome {
  try {
    const options = { now, limits, mode, allowRandom: false, unchanging: ["data"] };
    const expression = compileEngine(source, options);
    if (source.includes("$data")) evaluateBefore(expression);
    const value = expression.evaluate(frozen(structuredClone(input)), bindings);
    // A function that got where text was expected: the one text of it is as good as another.
    return { value: JSON.stringify(value)?.includes("=>") ? "function" : value };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { code: error.code };
  }
}

/**
 * What the library should not say: `{…}` writes to an empty array that it is applied to, be it of the input,
 * and functions are taken for text where it does not look.
 */
function isOdd(source: string, value: unknown): boolean {
  const text = JSON.stringify(value) ?? "";
  return (source.includes("{") && text.includes("[null]")) || /function \(|\[object Object\]/.test(text);
}

/** What the library says, within the same limits. */
function byLibrary(source: string, input: unknown): Outcome {
  const own = structuredClone(input);
  try {
    const { timeout, stack, sequence } = limits;
    const expression = jsonata(source, { RegexEngine: LinearRegExp, timeout, stack, sequence });
    for (const [name, signature] of refused) expression.registerFunction(name, refuse, signature);
    const value = toJson(expression.evaluate(own, structuredClone(bindings)), { result: 1e6, depth: 512 });
    return isOdd(source, value) || !isDeepStrictEqual(own, input) ? undefined : { value };
  } catch (error) {
    const { code } = error as JsonataError;
    // Its time ran out where ours did not: that is the purpose.
    if (code === "D1012") return undefined;
    return typeof code === "string" && isDeepStrictEqual(own, input) ? { code } : undefined;
  }
}

/** True where the library's own words on a value cannot be compared: it takes marked data for its functions. */
function isMarked(input: unknown): boolean {
  return JSON.stringify(input)?.includes("_jsonata_lambda") ?? false;
}

/** An expression, a record, and what each engine makes of them. */
export interface Comparison {
  readonly source: string;
  readonly input: unknown;
  readonly compiled: Outcome;
  readonly interpreted: Outcome;
  /** Undefined where there is nothing to compare with. */
  readonly library: Outcome;
}

/** Evaluates one expression in all three ways. */
export function compare(source: string, made: unknown): Comparison {
  // Generators make objects without a prototype, which JSON.parse does not.
  const input: unknown = structuredClone(made);
  return {
    source,
    input,
    compiled: byEngine(source, input, "compiled"),
    interpreted: byEngine(source, input, "interpreted"),
    library: isMarked(input) ? undefined : byLibrary(source, input),
  };
}

/** Expressions and records. */
export const arbitraryCase: fc.Arbitrary<readonly [string, unknown]> = fc.tuple(
  arbitraryExpression,
  arbitraryRecord,
);
