import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/expression/compile.ts";
import { policyFunctions } from "../../src/expression/functions/index.ts";
import { arityOf } from "../../src/expression/host-function.ts";
import { policyOptions } from "../../src/expression/policy-options.ts";
import type { Json } from "../../src/model/json.ts";
import { formatTimestamp } from "../../src/time/timestamp.ts";

const now = Date.parse("2024-03-31T12:00:00Z");
const options = policyOptions(now);
const day = 86_400_000;

function value(source: string, input: unknown = {}, bindings: Record<string, Json> = {}): Json | undefined {
  return compile(source, options).evaluate(input, bindings);
}

test("every function has a name, a signature and a summary", () => {
  const functions = policyFunctions(now);
  expect(functions.map(({ name }) => name)).toEqual(["age", "duration", "index", "timestamp"]);
  for (const { signature, summary } of functions) {
    expect(signature).toMatch(/^<.+:.>$/);
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
  }
});

describe("$duration", () => {
  test.each([
    ["P90D", 90 * day],
    ["PT2H", day / 12],
    ["P1M", 31 * day],
    ["P1Y", 366 * day],
  ])("%s is %d ms before now", (iso, length) => expect(value(`$duration('${iso}')`)).toBe(length));
  test.each(["'90 days'", "'-P1D'", "''", "90", "null", "true", "['P1D']", "'P999999Y'"])(
    "%s is an error",
    (source) =>
      expect(() => value(`$duration(${source})`)).toThrow(
        expect.objectContaining({ code: "B3002", token: "duration" }),
      ),
  );
  test("of nothing is nothing", () => expect(value("$duration(nope)")).toBeUndefined());
});

describe("$age and $timestamp", () => {
  test("say how long ago", () => {
    expect(value("$age('2024-03-30T12:00:00Z')")).toBe(day);
    expect(value("$age('2024-04-01T12:00:00Z')")).toBe(-day);
    expect(value("$timestamp('1970-01-01T01:00:00+01:00')")).toBe(0);
    expect(value("$age(at) > $duration('P1M')", { at: "2024-02-29T11:59:59Z" })).toBe(true);
    expect(value("$age(at) > $duration('P1M')", { at: "2024-02-29T12:00:00Z" })).toBe(false);
  });
  test.each([
    "'2024-02-30T00:00:00Z'",
    "'2024-01-01'",
    "'2024-01-01T00:00:00'",
    "''",
    "1711886400000",
    "null",
    "[]",
  ])("%s is an error, never a date", (source) => {
    for (const name of ["age", "timestamp"]) {
      expect(() => value(`$${name}(${source})`)).toThrow(
        expect.objectContaining({ code: "B3001", token: name }),
      );
    }
  });
  test("of nothing are nothing", () => {
    expect(value("$age(nope)")).toBeUndefined();
    expect(value("$timestamp(nope)")).toBeUndefined();
  });
  test("agree with each other", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (epoch) => {
        const at = formatTimestamp(epoch);
        expect(value("$timestamp(at)", { at })).toBe(epoch);
        expect(value("$age(at)", { at })).toBe(now - epoch);
      }),
    ));
});

describe("$index", () => {
  const data = {
    flows: [
      { id: "a", n: 1 },
      { id: "b", n: 2 },
      { id: "a", n: 3 },
      { n: 4 },
      { id: null },
      "x",
      { id: "__proto__", n: 5 },
    ],
  };
  test.each([
    ["$lookup($index($data.flows, 'id'), 'a').n", [1, 3]],
    ["$lookup($index($data.flows, 'id'), ref).n", 2],
    ["$exists($lookup($index($data.flows, 'id'), 'zzz'))", false],
    ["$exists($lookup($index($data.flows, 'id'), 'constructor'))", false],
    ["$lookup($index($data.flows, 'id'), '__proto__').n", 5],
    ["$lookup($index($data.flows, 'n'), '4').n", 4],
    ["$index(nope, 'id')", undefined],
  ])("%s is %j", (source, expected) => expect(value(source, { ref: "b" }, { data })).toEqual(expected));

  test("is made once per array and field", () => {
    const index = policyFunctions(now).find(({ name }) => name === "index");
    expect(index?.call(data.flows, "id")).toBe(index?.call(data.flows, "id"));
    expect(index?.call(data.flows, "id")).not.toBe(index?.call(data.flows, "n"));
    expect(index?.call([...data.flows], "id")).toEqual(index?.call(data.flows, "id"));
  });

  test("a look-up per record does not walk the array again", () => {
    const flows = Array.from({ length: 50_000 }, (_, id) => ({ id: `f${id}` }));
    const lookup = compile("$exists($lookup($index($data.flows, 'id'), ref))", options);
    const began = process.cpuUsage().user;
    for (let record = 0; record < 2_000; record++) {
      expect(lookup.evaluate({ ref: `f${record * 30}` }, { data: { flows } })).toBe(record * 30 < 50_000);
    }
    expect(process.cpuUsage().user - began).toBeLessThan(5_000_000);
  });
});

test.each([
  ["<:n>", 0],
  ["<s:n>", 1],
  ["<s-n?:n>", 2],
  ["<a<s>s?:s>", 2],
  ["<(ns)-o<s>f<a<s>:b>:b>", 3],
  ["<x>", 1],
])("%s has %d parameters", (signature, arity) => expect(arityOf(signature)).toBe(arity));
