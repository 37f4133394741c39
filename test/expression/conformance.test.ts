import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import jsonata, { type JsonataError } from "#jsonata-sync";
import { compile } from "../../src/expression/compile.ts";
import { ExpressionError } from "../../src/expression/expression-error.ts";
import type { Bindings } from "../../src/model/expression.ts";

/** The official JSONata suite; not part of the repository. */
const folder = process.env["BYLAW_JSONATA_SUITE"];

interface Case {
  readonly expr?: string;
  readonly "expr-file"?: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Bindings;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly token?: string;
  readonly error?: { readonly code: string; readonly message?: string; readonly token?: string };
  readonly unordered?: boolean;
  readonly timelimit?: number;
  readonly depth?: number;
}

/** Cases that make sequences longer than the default limit. */
const overLimit: ReadonlySet<string> = new Set([
  "flattening/large.json#0",
  "flattening/large.json#1",
  "range-operator/case021.json#0",
  "range-operator/case024.json#0",
]);

/** The suite's own code for "beyond the case's depth or time", which its runner enforces. */
const beyondLimits = "U1001";

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), "utf8")) as T;
}

function* casesOf(suite: string): Generator<[string, Case]> {
  for (const group of readdirSync(join(suite, "groups")).sort()) {
    for (const file of readdirSync(join(suite, "groups", group)).sort()) {
      if (!file.endsWith(".json")) continue;
      const content = readJson<Case | Case[]>(suite, "groups", group, file);
      for (const [index, one] of (Array.isArray(content) ? content : [content]).entries()) {
        const source = one.expr ?? readFileSync(join(suite, "groups", group, one["expr-file"] ?? ""), "utf8");
        yield [`${group}/${file}#${index}`, { ...one, expr: source }];
      }
    }
  }
}

function run(suite: string, one: Case): { value: unknown } | { error: ExpressionError } {
  const input =
    "data" in one
      ? one.data
      : one.dataset == null
        ? undefined
        : readJson(suite, "datasets", `${one.dataset}.json`);
  const before = JSON.stringify(input);
  try {
    const limits = {
      // The limits of time are for machines with nothing else to do.
      timeout: one.code === beyondLimits ? (one.timelimit ?? 1_000) : 20_000,
      ...(one.depth !== undefined && { stack: one.depth }),
    };
    return { value: compile(one.expr ?? "", { limits }).evaluate(input, one.bindings) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { error };
  } finally {
    expect(JSON.stringify(input), "input changed").toBe(before);
  }
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value;
}

function expectAsIs(one: Case, got: ReturnType<typeof run>): void {
  const failure = one.error ?? (one.code === undefined ? undefined : { code: one.code, token: one.token });
  if (failure !== undefined) {
    if (!("error" in got)) throw new Error(`expected ${failure.code}, got ${JSON.stringify(got.value)}`);
    if (failure.code === beyondLimits) expect(["D1011", "D1012"]).toContain(got.error.code);
    else expect(got.error.code).toBe(failure.code);
    if (failure.token !== undefined) expect(got.error.token).toBe(failure.token);
    if ("message" in failure && failure.message !== undefined)
      expect(got.error.message).toBe(failure.message);
    return;
  }
  if ("error" in got) throw new Error(`${got.error.code} ${got.error.message}`);
  if (one.undefinedResult) expect(got.value).toBeUndefined();
  else if (one.unordered) expect(sorted(got.value)).toEqual(sorted(one.result));
  else expect(got.value).toStrictEqual(one.result);
}

if (folder !== undefined) {
  describe("the official suite", () => {
    const cases = [...casesOf(folder)];
    test("is whole", () => expect(cases.length).toBeGreaterThanOrEqual(1686));
    for (const [name, one] of cases) {
      test(name, () => {
        const got = run(folder, one);
        if (overLimit.has(name)) expect("error" in got && got.error.code).toBe("D2015");
        else expectAsIs(one, got);
      });
    }
  });
}

/** Expressions of many kinds, for the runs without the suite. */
const expressions = [
  "name",
  "$.items.price",
  "items[price > 2].id",
  "items[0]",
  "items[-1].id",
  "items[[0..1]].id",
  "items[id = 'zzz']",
  "items.tags",
  "items.tags[0]",
  "(items.tags)[0]",
  "items[]",
  "items[0][].id",
  "items^(>price).id",
  "items{id: price}",
  "items@$i.$$.rates[of = $i.id].rate",
  "items#$n.{'n': $n, 'id': id}",
  "items.tags.%.id",
  "**.id",
  "*",
  "matrix",
  "matrix[0]",
  "matrix[0][1]",
  "matrix.$",
  "[matrix]",
  "[[1], 2, [[3]]]",
  "{'a': items.id, 'b': nope}",
  "name & nope & 1 & true & null & [1] & {'a': 1}",
  "nope = 1 or nope != 1 or nope > 1",
  "$not(nope)",
  "$exists(nope) or $exists(nothing)",
  "nothing = null",
  "'a' in items.tags",
  "items.id in ['i1', 'i2']",
  "price > 1 ? 'x'",
  "nope ?: 'd'",
  "nothing ?? 'd'",
  "nope ?? 'd'",
  "$map(items, function($v, $i, $a) { $v.id & $i & $count($a) })",
  "$filter(items, function($v) { $v.price > 2 })",
  "$reduce([1..5], function($a, $b) { $a * $b })",
  "$sift(items[0], function($v, $k) { $k != 'id' })",
  "$each(items[0], function($v, $k) { $k })",
  "$sort(items, function($l, $r) { $l.price < $r.price }).id",
  "$merge(items.{id: price})",
  "$lookup(items, 'id')",
  "$keys(items)",
  "$spread(items[0])",
  "$zip([1, 2], ['a', 'b'])",
  "$distinct(items.tags)",
  "$single(items, function($v) { $v.id = 'i1' })",
  "$append(items.id, nope)",
  "$sum(items.price) + $max(items.price) - $average(items.price)",
  "$string(items[0], true)",
  "$split(name, /\\W+/)",
  "$match(name, /(\\w)(\\w+)/)",
  "$replace(name, /(\\w+) (\\w+)/, '$2 $1')",
  "$replace(name, /x/i, function($m) { $m.match & '!' })",
  "$contains(name, /HOSTILE/i)",
  "$pad(name, 30, '#') & $pad('x', -5)",
  "$join(items.id, ', ')",
  "$formatNumber(12345.678, '#,##0.00') & $formatInteger(1999, 'I') & $formatBase(255, 16)",
  "$fromMillis(0, '[Y0001]-[M01]-[D01]') & $toMillis('2026-01-01T00:00:00Z')",
  "($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; $f(10))",
  "($add := function($a, $b) { $a + $b }; $inc := $add(1, ?); $inc(2))",
  "($up := $uppercase ~> $substringBefore(?, ' '); $up(name))",
  "items ~> $map(function($v) { $v.id }) ~> $join('-')",
  "$ ~> |items[0]|{'price': 0}, 'tags'|",
  "$eval('items.id')",
  "name.first",
  "1 + name",
  "name < 1",
  "items < 1",
  "$number('x')",
  "$sum(items.id)",
  "$substring(1)",
  "$nope()",
  "count(items)",
  "items()",
  "{1: 2}",
  "items{price: id}",
  "$error('mine')",
  "$assert(false, 'mine')",
  "$single(items)",
  "[1..'a']",
  "-name",
  "a b",
  "a[",
  "(1",
  "'x",
  "%",
  "a := 1",
  "1.a",
  "function(a){1}",
];

const document = {
  name: "Hostile xX names",
  price: 3,
  items: [
    { id: "i1", price: 1, tags: ["a", "b"] },
    { id: "i2", price: 3, tags: ["a"] },
    { id: "i3", price: 3, tags: [] },
  ],
  rates: [
    { of: "i1", rate: 7 },
    { of: "i2", rate: 8 },
  ],
  matrix: [
    [1, 2],
    [3, 4],
  ],
  nothing: null,
  empty: [],
};

/** What the library itself says, unguarded: its value as JSON, or the code, position and token of its error. */
function asLibrary(source: string, input: unknown): unknown {
  try {
    const value = jsonata(source).evaluate(input);
    return { value: value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown) };
  } catch (error) {
    const { code, position, token, message } = error as JsonataError;
    return { code, position, token, message };
  }
}

function asOurs(source: string, input: unknown): unknown {
  try {
    return { value: compile(source).evaluate(input) };
  } catch (error) {
    const { code, position, token, message } = error as ExpressionError;
    return { code, position, token, message };
  }
}

/** In functions joined by `~>` the library places errors in source text of its own, which nobody wrote. */
const joined = "($up := $uppercase ~> $substringBefore(?, ' '); $up(name))";

function placed(source: string, outcome: unknown): unknown {
  return source === joined ? { ...Object(outcome), position: undefined } : outcome;
}

describe("the library", () => {
  test.each(expressions)("says the same of %s", (source) => {
    for (const input of [document, [document, document], document.items, [], undefined, "text"]) {
      const ours = asOurs(source, structuredClone(input));
      expect(placed(source, ours)).toEqual(placed(source, asLibrary(source, structuredClone(input))));
    }
  });
});
