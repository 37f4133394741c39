import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import jsonata, { type JsonataError } from "#jsonata-sync";
import { compileEngine, type Mode } from "../../../src/expression/engine/index.ts";
import { ExpressionError } from "../../../src/expression/expression-error.ts";
import { defaultLimits } from "../../../src/expression/limits.ts";
import { LinearRegExp } from "../../../src/expression/linear-regexp.ts";
import { toJson } from "../../../src/expression/to-json.ts";
import { type SuiteCase, suiteCases, suiteFolder } from "./official-suite.ts";

/** Cases that are not to pass, each with the code that they end with instead, and why. */
const exempt: ReadonlyMap<string, string> = new Map([
  // Sequences of 200,000 and of ten million items: the limit is 100,000.
  ["flattening/large.json#0", "D2015"],
  ["flattening/large.json#1", "D2015"],
  ["range-operator/case021.json#0", "D2015"],
  ["range-operator/case024.json#0", "D2015"],
]);

/** The suite's own code for "beyond the case's depth or time", which its runner enforces. */
const beyondLimits = "U1001";

type Outcome =
  | { readonly value: unknown }
  | { readonly code: string; readonly token?: string | undefined; readonly message: string };

function limitsOf({ expected, timeout, stack }: SuiteCase) {
  const beyond = "code" in expected && expected.code === beyondLimits;
  // The suite's times are for machines with nothing else to do.
  return {
    ...defaultLimits,
    timeout: beyond ? (timeout ?? 1_000) : 20_000,
    ...(stack !== undefined && { stack }),
  };
}

function byEngine(
  one: SuiteCase,
  mode: Mode,
): { readonly outcome: Outcome; readonly mode: Mode | undefined } {
  const before = structuredClone(one.input);
  try {
    const expression = compileEngine(one.source, { mode, limits: limitsOf(one) });
    try {
      return { outcome: { value: expression.evaluate(one.input, one.bindings) }, mode: expression.mode };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return { outcome: error, mode: expression.mode };
    }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { outcome: error, mode: undefined };
  } finally {
    expect(one.input, "the input").toStrictEqual(before);
  }
}

function byLibrary(one: SuiteCase): Outcome {
  const { timeout, stack, sequence } = limitsOf(one);
  try {
    const expression = jsonata(one.source, { RegexEngine: LinearRegExp, timeout, stack, sequence });
    const result = expression.evaluate(structuredClone(one.input), { ...one.bindings });
    return { value: toJson(result, defaultLimits) };
  } catch (error) {
    const { code, token, message } = error as JsonataError;
    return { code, token, message };
  }
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value;
}

function isAsExpected({ expected }: SuiteCase, outcome: Outcome): boolean {
  if (!("code" in expected)) {
    if (!("value" in outcome)) return false;
    const [value, wanted] = [outcome.value, expected.value];
    return expected.unordered
      ? isDeepStrictEqual(sorted(value), sorted(wanted))
      : isDeepStrictEqual(value, wanted);
  }
  if (!("code" in outcome)) return false;
  if (expected.code === beyondLimits) return ["D1011", "D1012"].includes(outcome.code);
  return (
    outcome.code === expected.code &&
    (expected.token ?? outcome.token) === outcome.token &&
    (expected.message ?? outcome.message) === outcome.message
  );
}

function describeOutcome(outcome: Outcome): string {
  return "value" in outcome ? `${JSON.stringify(outcome.value)}` : `${outcome.code} ${outcome.message}`;
}

describe("the official suite", () => {
  if (suiteFolder === undefined) {
    it.skip("is not on this machine: BYLAW_JSONATA_SUITE names its folder", () => undefined);
    return;
  }
  const cases = [...suiteCases(suiteFolder)];

  it("is whole", () => expect(cases.length).toBeGreaterThanOrEqual(1_686));

  it.each(["compiled", "interpreted"] as const)("passes, %s", (mode) => {
    const failures: string[] = [];
    for (const one of cases) {
      const { outcome } = byEngine(one, mode);
      const code = exempt.get(one.name);
      const passes =
        code === undefined ? isAsExpected(one, outcome) : "code" in outcome && outcome.code === code;
      if (!passes) failures.push(`${one.name} ${one.source}: ${describeOutcome(outcome)}`);
    }
    expect(failures).toEqual([]);
  });

  it("fails only what the library fails within the same limits", () => {
    const worse = cases.filter((one) => {
      const library = byLibrary(one);
      return isAsExpected(one, library) && !isAsExpected(one, byEngine(one, "compiled").outcome);
    });
    expect(worse.map(({ name }) => name)).toEqual([]);
  });

  it("is compiled, but for what calls $eval", () => {
    const modes = cases.map((one) => ({ one, mode: byEngine(one, "compiled").mode }));
    const parsed = modes.filter(({ mode }) => mode !== undefined);
    const interpreted = parsed.filter(({ mode }) => mode === "interpreted");
    console.log(`${parsed.length - interpreted.length} of ${parsed.length} expressions ran compiled`);
    expect(interpreted.filter(({ one }) => !one.source.includes("$eval"))).toEqual([]);
    expect(interpreted.length / parsed.length).toBeLessThan(0.05);
  });
});
