import { describe, expect, test } from "vitest";
import { compile } from "../../src/expression/compile.ts";
import { ExpressionError } from "../../src/expression/expression-error.ts";
import type { ExpressionOptions } from "../../src/expression/options.ts";
import { policyOptions } from "../../src/expression/policy-options.ts";
import { runGuarded, WatchdogTimeout } from "../../src/expression/watchdog.ts";

const engines = ["compiled", "reference"] as const;
type Engine = (typeof engines)[number];

const settings = { ...policyOptions(0), limits: { timeout: 300 } };
const options: Readonly<Record<Engine, ExpressionOptions>> = {
  compiled: { ...settings, engine: "compiled" },
  reference: { ...settings, engine: "reference" },
};
const budget = 1_000;

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

const record = {
  text: "a".repeat(30) + "!",
  long: "a".repeat(100_000),
  dots: "a.".repeat(20_000),
  list: Array.from({ length: 2_000 }, (_, id) => ({ id, name: `n${id}` })),
  code: "$sum([1..10])",
  deep: deep(5_000),
};

/** What became of an expression: its value, or the code of its error. Anything else fails the test. */
function outcome(source: string, engine: Engine): { readonly value?: unknown; readonly code?: string } {
  try {
    return { value: runGuarded(() => compile(source, options[engine]).evaluate(record), budget) };
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof WatchdogTimeout) return { code: error.code };
    throw error;
  }
}

const grow = (step: string) =>
  `(${Array.from({ length: 40 }, (_, i) => `$x${i + 1} := ${step.replaceAll("X", `$x${i}`)}`).join(";")})`;
const doubled = (start: string, step: string, end: string) =>
  `($x0 := ${start}; ${Array.from({ length: 30 }, (_, i) => `$x${i + 1} := ${step.replaceAll("X", `$x${i}`)}`).join(";")}; ${end.replaceAll("X", "$x30")})`;

describe.each(engines)("nothing gets out of the %s engine, and nothing gets in", (engine) => {
  test.each([
    "text.constructor",
    "$sum.constructor",
    "(function(){1}).constructor",
    "$lookup($sum, 'constructor')",
    "$lookup($sum, 'implementation')",
    "($f := function(){1}; $f.environment)",
    "($f := function(){1}; $f.apply)",
    "$sum.*",
    "$sum.implementation",
    "__proto__",
    "$.__proto__.polluted",
    "text.__proto__",
    "$lookup($, '__proto__')",
    "list.__proto__",
    "$sum.__proto__",
    "$$.constructor.constructor",
    "`__proto__`.`constructor`",
    "$string.signature",
    "list.length",
    "text.length",
    "$keys($sum)",
    "$spread($sum).implementation",
    "$lookup($, 'hasOwnProperty')",
    "process",
    "$process",
    "globalThis",
    "$globalThis",
    "require",
    "$require",
    "this",
    "$this",
  ])("%s is nothing", (source) => {
    const { value, code } = outcome(source, engine);
    expect(value === undefined || (Array.isArray(value) && value.length === 0)).toBe(true);
    expect([undefined, "T1006", "B1003"]).toContain(code);
  });

  test.each([
    "text.constructor('return 1')()",
    "$sum.constructor('return process')()",
    "$eval(code)",
    "$eval('$eval(code)')",
    "($e := $eval; $e(code))",
    "code ~> $eval",
    "$map([code], $eval)",
    "text()",
    "list[0]()",
    "list()",
    "$sum.implementation([1])",
    "require('fs')",
    "$require('fs')",
    "import('fs')",
    "($f := function(){1}; $f.**)",
    "($r := /a/; $r('aXa'))",
    "$sum",
    "$random()",
    "$shuffle(list)",
  ])("%s is an error", (source) => expect(outcome(source, engine).code).toMatch(/^[STDB]\d{4}$/));

  test.each([
    "{'__proto__': {'polluted': 1}}",
    "{'constructor': {'prototype': {'polluted': 1}}}",
    "$merge([{'__proto__': {'polluted': 1}}])",
    "list{'__proto__': {'polluted': 1}}",
    "$ ~> |list[0]|{'__proto__': {'polluted': 1}}|",
    "{'_jsonata_lambda': true}",
    "$merge([{'a': 1}, {'constructor': {'prototype': {'polluted': 1}}}])",
    "$each({'__proto__': 1}, function($v, $k){ {$k: $v} })",
    "$spread({'__proto__': {'polluted': 1}})",
    "$sift({'__proto__': {'polluted': 1}}, function($v){true})",
  ])("%s pollutes nothing", (source) => {
    outcome(source, engine);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe.each(engines)("nothing runs on in the %s engine", (engine) => {
  test.each([
    ["endless tail recursion", "($f := function($n){ $f($n + 1) }; $f(1))", "D1012"],
    ["endless recursion", "($f := function($n){ 1 + $f($n) }; $f(1))", "D1011"],
    ["mutual recursion", "($a := function(){ 1 + $b() }; $b := function(){ 1 + $a() }; $a())", "D1011"],
    ["nested ranges", "[1..10000].([1..10000])", /D1012|D2015/],
    ["a huge range", "[1..10000000]", "D2015"],
    ["a range beyond all", "[1..1e15]", "D2014"],
    ["array doubling", grow("$append(X, X)").replace("(", "($x0 := [1];"), "D2015"],
    ["string doubling", grow("X & X").replace("(", "($x0 := 'a';"), "B1002"],
    ["string doubling by $join", grow("$join([X, X])").replace("(", "($x0 := 'a';"), "B1002"],
    ["$pad", "$pad('a', 2000000000)", "B1002"],
    ["$pad that ends a process", "$pad('a', 500000000)", "B1002"],
    ["$pad to the left", "$pad('a', -500000000)", "B1002"],
    ["$pad with a long filler", "$pad('a', 1000000, long)", "B1002"],
    ["$pad by ~>", "'a' ~> $pad(500000000)", "B1002"],
    ["$pad from a map", "$map(['a'], function($s){ $pad($s, 500000000) })", "B1002"],
    ["$pad partially applied", "($p := $pad(?, 500000000); $p('a'))", "B1002"],
    ["$replace amplification", "$replace($replace(long, 'a', long), 'a', long)", "B1002"],
    ["$join amplification", "$join($map([1..5000], function(){ long }))", "B1002"],
    ["$string of a graph", doubled("[1]", "[X, X]", "$length($string(X))"), /D2015|D1012/],
    ["$string of a graph of objects", doubled("1", "{'a': X, 'b': X}", "$length($string(X))"), /B1002|D1012/],
    ["concatenation of a graph", doubled("1", "{'a': X, 'b': X}", "X & 'x'"), /B1002|D1012/],
    ["cloning a graph", doubled("1", "{'a': X, 'b': X}", "$clone(X)"), /B1002|D1012/],
    ["a transform of a graph", doubled("1", "{'a': X, 'b': X}", "X ~> |$|{'c': 1}|"), /B1002|D1012/],
    ["a graph as the result", doubled("1", "{'a': X, 'b': X}", "X"), "B1004"],
    [
      "equal graphs",
      doubled("1", "{'a': X, 'b': X}", `(${doubled("1", "{'a': X, 'b': X}", "X")}) = X`),
      /B1007|D1012/,
    ],
    ["an error that quotes a graph", doubled("1", "{'a': X, 'b': X}", "{X: 1}"), /T1003|B1007/],
    ["triple join", "list@$a.list@$b.list@$c[$a.id = $b.id]", /D1012|D2015/],
    ["a quadratic filter", "list[$count($$.list[id = 1]) > 5]", "D1012"],
    ["$distinct of a long array", "$distinct([1..60000])", /B1007|D1012/],
    ["$sort of a long array", "$count($sort([1..60000], function($l, $r){ $l < $r }))", /B1001|B1007|D1012/],
    ["descendants of deep data", "**", /B1001|B1004|D1011/],
    ["$string of deep data", "$string(deep)", /B1001|B1002/],
    ["deep data as the result", "deep", "B1004"],
    ["deep data in an object", "{'x': deep}", "B1004"],
    ["deep parentheses", `${"(".repeat(2_000)}1${")".repeat(2_000)}`, /B0002|D1011/],
    ["deep arrays", `${"[".repeat(8_000)}${"]".repeat(8_000)}`, /B0002|D1011/],
    ["a long sum", `1${"+1".repeat(8_000)}`, /B0002|D1011/],
    ["a long source", `'${"x".repeat(20_000)}'`, "B0001"],
    ["look-ahead", "$contains(text, /a(?=b)/)", "B0003"],
    ["a back-reference", "$contains(text, /(a)\\1/)", "B0003"],
    ["a huge repetition", "$contains(text, /((a{1000}){1000}){1000}/)", "B0003"],
    ["a pattern that matches nothing", "$match(text, /x*/)", "D1004"],
    ["roman numerals", "$formatInteger(1000000000000, 'I')", /B1001|B1002|B1007/],
    ["words for a huge number", "$formatInteger(1e300, 'w')", ""],
    ["a date beyond all", "$fromMillis(1e300)", ""],
    ["a wide picture", `$formatNumber(1, '${"0".repeat(15_000)}')`, ""],
    ["numbers beyond all", "1e308 * 10", "D1001"],
    ["a literal beyond all", "1e999", "S0102"],
    ["division by zero", "1 / 0", "D1001"],
  ])("%s", (_what, source, expected) => {
    const began = process.cpuUsage();
    const { code } = outcome(source, engine);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(budget + 2_000);
    // On a machine that is busy the time budget (B1007) may end what another limit would have.
    if (expected === "" || code === "B1007") return;
    // What is only slow or deep may be done within its budget by an engine that is fast.
    if (engine === "compiled" && code === undefined) expect(String(expected)).toMatch(/D1012|B1001/);
    else expect(code).toMatch(expected);
  });

  test.each([
    ["$contains(text, /^(a+)+$/)", false],
    ["$contains(dots, /^([a-z]+\\.?)+@/)", false],
    ["$contains(dots, /([a-zA-Z0-9_.+-]+)@([a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+)/)", false],
    ["$contains(long, /(a*)*b/)", false],
    ["$contains(long, /(.*)(.*)(.*)(.*)(.*)[^a]/)", false],
    ["$count($match(dots, /a/))", 20_000],
    ["$length($replace(long, /a/, 'bb', 1000))", 101_000],
    ["$count($split(dots, /\\./))", 20_001],
  ])("%s is %j, in linear time", (source, value) => expect(outcome(source, engine)).toEqual({ value }));

  test("the machinery works after all that", () => {
    expect(outcome("$contains(text, /a+!/) and $sum(list.id) > 0", engine)).toEqual({ value: true });
  });
});
