import { describe, expect, it } from "vitest";
import { compileEngine, type EngineOptions } from "../../../src/expression/engine/index.ts";
import { ExpressionError } from "../../../src/expression/expression-error.ts";
import { policyOptions } from "../../../src/expression/policy-options.ts";

const policy = policyOptions(Date.UTC(2026, 0, 1));
const modes = ["compiled", "interpreted"] as const;

/** What an expression gives: its value, or the code of its error. */
function outcome(source: string, input: unknown, options: EngineOptions = policy): unknown {
  try {
    return { value: compileEngine(source, options).evaluate(input) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.code;
  }
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

function doubled(seed: string, next: string, use: string): string {
  return `($f := function($x, $n){ $n = 0 ? $x : $f(${next}, $n - 1) }; $r := $f(${seed}, 30); ${use})`;
}

const parsedPrototype: unknown = JSON.parse('{"__proto__": {"x": 1}}');

describe.each(modes)("%s", (mode) => {
  const limits = { timeout: 300, text: 100_000 };

  it.each([
    ["endless recursion in last place", "($f := function($x){ $f($x + 1) }; $f(1))", "D1012"],
    ["endless recursion", "($f := function($x){ 1 + $f($x + 1) }; $f(1))", "D1011"],
    ["a long range", "[1..1e7]", "D2015"],
    ["ranges of ranges", "[1..10000].([1..10000])", "D2015"],
    ["a list that doubles", doubled("1", "[$x, $x]", "$r"), "D2015"],
    ["objects that double, as text", doubled("1", '{"a": $x, "b": $x}', "$string($r)"), "B1002"],
    ["objects that double, joined to text", doubled("1", '{"a": $x, "b": $x}', '$r & ""'), "B1002"],
    ["objects that double, copied", doubled("1", '{"a": $x, "b": $x}', "$clone($r)"), "B1002"],
    [
      "objects that double, compared",
      doubled("1", '{"a": $x, "b": $x}', `$r = ${doubled("1", '{"a": $x, "b": $x}', "$r")}`),
      "D1012",
    ],
    ["objects that double, as the result", doubled("1", '{"a": $x, "b": $x}', "$r"), "B1004"],
    ["text that doubles", doubled('"aaaa"', "$x & $x", "$r"), "B1002"],
    ["padding", '$pad("a", 5e8)', "B1002"],
    ["a wide picture", '$fromMillis(0, "[Y,9999999]")', "B1002"],
    ["a large roman number", '$formatInteger(1e15, "I")', "B1002"],
    ["replacements that grow", '$replace($pad("b", 1000), /b| /, $pad("x", 1000))', "B1002"],
    ["a pattern that backtracks", '$contains($pad("", 40, "a") & "!", /^(a+)+$/)', { value: false }],
    ["a pattern that looks ahead", "$contains('x', /(?=x)/)", "B0003"],
    ["$eval", "$eval('1')", "B1005"],
    ["$random", "$random()", "B1005"],
    ["$shuffle as an argument", "$map([1, 2], $shuffle)", "B1005"],
    ["a function as the result", "$sum", "B1003"],
    ["a lambda in the result", '{"f": function($x){$x}}', "B1003"],
    ["a match in the result", '/a/("a")', "B1003"],
  ])("%s ends", (_, source, expected) => {
    const began = process.cpuUsage();
    expect(outcome(source, {}, { ...policy, mode, limits })).toEqual(expected);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(5_000);
  });

  it("deep data end in an error, or are as deep as they were", () => {
    const options = { ...policy, mode };
    expect(outcome("$string($)", nested(20_000), options)).toBe("B1001");
    expect(outcome("$", nested(20_000), options)).toBe("B1004");
    expect(outcome("$", nested(500), options)).toEqual({ value: nested(500) });
  });

  it.each([
    ["$", { _jsonata_lambda: true, _jsonata_function: true, body: 1 }],
    ["$", { sequence: true, keepSingleton: true, outerWrapper: true, tupleStream: true, cons: true }],
    ["$", { then: 1, length: 2, constructor: 3, toJSON: 4, next: 5, traits: 6, signature: 7 }],
    ["$", parsedPrototype],
    ["$merge([$, {}])", parsedPrototype],
    ["**[sequence]", { sequence: true }],
    ["$clone($)", parsedPrototype],
  ])("%s of %j is itself", (source, input) => {
    const result = outcome(source, input, { ...policy, mode }) as { value: unknown };
    expect(JSON.stringify(result.value)).toBe(JSON.stringify(input));
    expect(Object.getPrototypeOf(result.value)).toBe(Object.prototype);
  });

  it.each([
    ["a()", { a: { _jsonata_lambda: true, body: 1 } }, "T1006"],
    ["$type(a)", { a: { _jsonata_function: true } }, { value: "object" }],
    ["constructor", {}, { value: undefined }],
    ["a.constructor", { a: "x" }, { value: undefined }],
    ["toString", {}, { value: undefined }],
    ["a.length", { a: [1, 2] }, { value: undefined }],
    ["a.sequence", { a: [1, 2] }, { value: undefined }],
    ["$sum.traits", {}, { value: undefined }],
    ["$keys($sum)", {}, { value: undefined }],
    ['$lookup($sum, "traits")', {}, { value: undefined }],
    ["({}).__proto__.x", {}, { value: undefined }],
  ])("%s of %j reaches nothing", (source, input, expected) => {
    expect(outcome(source, input, { ...policy, mode })).toEqual(expected);
  });

  it.each([
    "$$ ~> |a|{'b': 2}|",
    "$ ~> |$$.a|{'b': 2}, 'c'|",
    "a[]",
    "empty{'x': 1}",
    "empty{'x': $}",
    "$append(list, 1)",
    "list^(>$)",
    "$reverse(list)",
    "$merge([a, {'z': 1}])",
  ])("%s leaves its input as it is", (source) => {
    const input = () => ({ a: { c: 1 }, empty: [], list: [3, 1, 2] });
    const given = input();
    outcome(source, given, { ...policy, mode });
    expect(given).toStrictEqual(input());
  });

  it("may be evaluated within itself", () => {
    const functions = [
      { name: "again", signature: "<n:n>", summary: "", call: (n: unknown) => Number(inner.evaluate({ n })) },
    ];
    const inner = compileEngine("n > 0 ? n + $again(n - 1) : $n", { mode, functions, variables: { n: 100 } });
    expect(inner.evaluate({ n: 3 })).toBe(106);
    expect(inner.evaluate({ n: 1 }, { n: 5 })).toBe(101);
  });

  it("bindings shadow functions", () => {
    const expression = compileEngine("$count(list) = 3 ? $sum : 0", { mode, variables: { sum: 1 } });
    expect(expression.evaluate({ list: [1, 2, 3] })).toBe(1);
    expect(expression.evaluate({ list: [1, 2, 3] }, { sum: 2 })).toBe(2);
    expect(() => expression.evaluate({}, { count: 2 })).toThrow(ExpressionError);
  });
});

it("no text of an expression gets into the code", () => {
  const source = '`a"; throw 1; //` = "\\"; throw 1; //" ? $lookup({"`": "\\u2028"}, "`") : `${1}`.`*/`';
  expect(compileEngine(source).mode).toBe("compiled");
  expect(outcome(source, {})).toEqual({ value: undefined });
  expect(outcome(source, { 'a"; throw 1; //': '"; throw 1; //' })).toEqual({ value: "\u2028" });
});
