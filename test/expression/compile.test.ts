import { describe, expect, test } from "vitest";
import { compile } from "../../src/expression/compile.ts";
import { ExpressionError } from "../../src/expression/expression-error.ts";
import type { ExpressionOptions } from "../../src/expression/options.ts";
import { policyOptions } from "../../src/expression/policy-options.ts";
import type { ExpressionFunction } from "../../src/model/registry.ts";

function failure(source: string, input?: unknown, options?: ExpressionOptions): ExpressionError {
  try {
    compile(source, options).evaluate(input);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${source} did not fail`);
}

/** Freezes nothing, but notices any change: JSON text and the keys of every array. */
function fingerprint(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  return `{${Object.keys(value)
    .map((key) => `${key}:${fingerprint(Reflect.get(value, key))}`)
    .join()}}`;
}

describe("values", () => {
  const input = { one: [{ a: 1 }], two: [{ a: 1 }, { a: 2 }], none: [], nothing: null, text: "x" };
  test.each([
    ["one", [{ a: 1 }]],
    ["one.a", 1],
    ["one[a = 1]", { a: 1 }],
    ["two.a", [1, 2]],
    ["two[a = 1]", { a: 1 }],
    ["two[a = 1][]", [{ a: 1 }]],
    ["two[a > 5]", undefined],
    ["none", []],
    ["none.a", undefined],
    ["nothing", null],
    ["[two.a]", [1, 2]],
    ["[1..3]", [1, 2, 3]],
    ["{'a': nope, 'b': 1}", { b: 1 }],
    ["$string(nope)", undefined],
  ])("%s is %j", (source, expected) => expect(compile(source).evaluate(input)).toStrictEqual(expected));

  test("results carry no marks and share nothing with the input", () => {
    const given = { list: [{ a: [1] }] };
    const result = compile("list[]").evaluate(given) as { a: number[] }[];
    expect(Object.keys(result)).toEqual(["0"]);
    result[0]?.a.push(2);
    expect(given).toEqual({ list: [{ a: [1] }] });
    expect(Object.getPrototypeOf(compile("{'a': 1}").evaluate(given))).toBe(Object.prototype);
  });

  test.each(["$sum", "function($x){$x}", "/a/", "[1, $sum]", "{'f': $sum}", "($f := function(){1}; $f.**)"])(
    "%s is no JSON",
    (source) => expect(failure(source, {})).toMatchObject({ code: "B1003" }),
  );
  test("host objects are refused", () => {
    expect(failure("$", { at: new Date(0) })).toMatchObject({ code: "B1003" });
    expect(failure("n", { n: Number.NaN }).code).toBe("D1001");
  });
  test("what contains itself is refused", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    expect(failure("$", loop)).toMatchObject({ code: "B1004" });
    expect(failure("$", [1, 2, 3], { limits: { result: 3 } })).toMatchObject({ code: "B1004" });
  });

  test.each([
    "items{'k': $count($)}",
    "items.{'a': 1}",
    "{'a': items}",
    "$map(items, function($v){ {'x': $v} })",
    "items[]",
    "items^(a)",
    "$ ~> |items|{'a': 1}|",
    "$sort(items)",
    "$append(items, 1)",
    "$reverse(items)",
    "$merge([$, {'items': 1}])",
    "more@$x.{'a': $x}",
    "more{id: $}",
    "(deep(1))",
    "[[]].{'a': $}",
  ])("%s leaves the input as it was", (source) => {
    const given = { items: [], more: [{ id: "a" }, { id: "b" }], deep: { a: 1 }, one: [{ a: [] }] };
    const before = fingerprint(given);
    try {
      compile(source).evaluate(given);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
    }
    expect(fingerprint(given)).toBe(before);
  });
});

describe("errors", () => {
  test.each([
    ["a +", "S0207", 3, "(end)"],
    ["'open", "S0101", 5, undefined],
    ["$sum('a')", "T0412", 5, "sum"],
    ["1 + 'a'", "T2002", 3, "+"],
    ["'a' < 1", "T2009", 5, "<"],
    ["$nope(1)", "T1006", 6, "nope"],
    ["sum(1)", "T1005", 4, "sum"],
    ["$error('mine')", "D3137", 7, "error"],
    ["$toMillis('x')", "D3110", 10, "toMillis"],
    ["n()", "T1006", 2, "n"],
    ["rec()", "T1006", 4, "rec"],
    ["list()", "T1006", 5, "list"],
    ["(function(){ $gone() })()", "T1006", 19, "gone"],
    ["(function(){ rec() })()", "T1006", 17, "rec"],
    ["/(?=a)/", "B0003", 7, undefined],
    ["/[/", "S0302", 3, undefined],
    ["/+/", "B0003", undefined, undefined],
    ["a ~> /(a)\\1/", "B0003", 12, undefined],
  ])("%s: %s at %j, token %j", (source, code, position, token) => {
    const error = failure(source, { n: null, rec: { a: 1 }, list: [1] });
    expect({ code: error.code, position: error.position, token: error.token }).toEqual({
      code,
      position,
      token,
    });
    expect(error.message).not.toBe("");
    expect(error).toBeInstanceOf(Error);
  });

  test("messages quote values only where that is wanted", () => {
    const secret = "4111-1111-1111-1111";
    for (const source of [
      "1 + card",
      "card < 1",
      "$number(card)",
      "$error(card)",
      "$toMillis(card)",
      "{1: card}",
      "$eval(card)",
      "$assert(false, card)",
      "card^($)",
    ]) {
      let message = "no error";
      try {
        compile(source, policyOptions(0)).evaluate({ card: secret });
      } catch (error) {
        message = `${String(error)} ${JSON.stringify(error)}`;
      }
      expect(message, source).not.toContain("4111");
    }
    expect(failure("$error(card)", { card: secret }).message).toContain(secret);
  });
});

describe("options", () => {
  const now = Date.parse("2026-11-21T00:00:00Z");
  test("the clock is pinned, also where it is passed on", () => {
    const options = { now };
    const value = (source: string) => compile(source, options).evaluate(undefined);
    expect(value("$now()")).toBe("2026-11-21T00:00:00.000Z");
    expect(value("$millis()")).toBe(now);
    expect(value("$now('[Y]-[M01]')")).toBe("2026-11");
    expect(value("($f := $now(?, '+0100'); $f('[H01]'))")).toBe("01");
    expect(value("$eval('$millis()')")).toBe(now);
  });
  test("without a pinned clock it is the machine's", () => {
    expect(Math.abs(Number(compile("$millis()").evaluate(undefined)) - Date.now())).toBeLessThan(10_000);
  });
  test("what is not allowed fails, however it is reached", () => {
    const strict: ExpressionOptions = { allowEval: false, allowRandom: false };
    for (const source of [
      "$eval('1')",
      "($f := $eval; $f('1'))",
      "'1' ~> $eval",
      "$random()",
      "$shuffle([1,2])",
      "$map(['1'], $eval)",
    ]) {
      expect(failure(source, {}, strict).code, source).toBe("B1005");
    }
    expect(compile("$eval('1 + 1')").evaluate({})).toBe(2);
    expect(compile("$random() < 1").evaluate({})).toBe(true);
  });
  test("variables are bound, and bindings come before them", () => {
    const options = { variables: { a: 1, b: 2 } };
    expect(compile("[$a, $b, $c]", options).evaluate({}, { b: 3, c: 4 })).toEqual([1, 3, 4]);
    expect(compile("$a", {}).evaluate({})).toBeUndefined();
  });
  test("functions from outside", () => {
    const double: ExpressionFunction = {
      name: "double",
      signature: "<n-:n>",
      summary: "",
      call: (n) => Number(n) * 2,
    };
    const minus: ExpressionFunction = {
      name: "minus",
      signature: "<nn:n>",
      summary: "",
      call: (a, b) => Number(a) - Number(b),
    };
    const options = { functions: [double, minus] };
    expect(compile("$double(2) + $minus(5, 1)", options).evaluate({})).toBe(8);
    expect(compile("$map([1,2], $double)", options).evaluate({})).toEqual([2, 4]);
    expect(compile("($f := $minus(10, ?); $f(1))", options).evaluate({})).toBe(9);
    expect(compile("(5).$double()", options).evaluate({})).toBe(10);
    expect(failure("$double('a')", {}, options)).toMatchObject({ code: "T0410", token: "double" });
  });
  test("a function from outside that throws or is asynchronous is an error that tells nothing of its own", () => {
    const bad = (call: ExpressionFunction["call"]) => ({
      functions: [{ name: "bad", signature: "<:x>", summary: "", call }],
    });
    const throwing = bad(() => {
      throw new Error("secret");
    });
    expect(failure("1 + $bad()", {}, throwing)).toMatchObject({ code: "B3003", token: "bad", position: 9 });
    expect(failure("$bad()", {}, throwing).message).not.toContain("secret");
    expect(
      failure(
        "$bad()",
        {},
        bad(() => Promise.resolve(1) as never),
      ).code,
    ).toBe("B3003");
  });
  test("the same source is compiled once per options object", () => {
    const options = { now };
    expect(compile("a", options)).toBe(compile("a", options));
    expect(compile("a", options)).not.toBe(compile("a", { now }));
    expect(compile("a")).toBe(compile("a"));
  });
});

describe("keys that JSONata keeps for itself", () => {
  const forged: Record<string, unknown>[] = [
    { _jsonata_lambda: true },
    { _jsonata_function: true },
    {
      _jsonata_lambda: true,
      environment: {},
      arguments: [],
      body: { type: "string", value: "x" },
      apply: "x",
    },
    { _jsonata_function: true, implementation: "x", signature: {} },
    { outerWrapper: true },
    { tupleStream: true, "@": {}, count: 1 },
  ];
  const sources = [
    "flows[orphan = true].name",
    "flows.name",
    "$filter(flows, function($f) { $f.orphan }).name",
    "flows[0]",
    "flows[0]{'k': name}",
    "$map(flows, function($f) { $exists($f.name) })",
    "$sort(flows, function($l, $r) { $l.name > $r.name })",
    "flows^(name)",
  ];
  const reference: ExpressionOptions = { engine: "reference" };
  for (const marks of forged) {
    const record = { name: "hidden", orphan: true, ...marks };
    const input = { flows: [record, { name: "plain", orphan: true }] };
    test(`${JSON.stringify(marks).slice(0, 60)} hides no record`, () => {
      for (const source of sources) {
        const found = JSON.stringify(compile(source).evaluate(structuredClone(input)));
        expect(found, source).toMatch(/hidden|true,true/);
      }
      expect(compile("$.name").evaluate(record)).toBe("hidden");
    });
    test(`${JSON.stringify(marks).slice(0, 60)} is an error to the library`, () => {
      for (const source of sources) expect(failure(source, input, reference).code, source).toBe("B1008");
      expect(failure("$.name", record, reference).code).toBe("B1008");
    });
  }
  test("a record is never called", () => {
    for (const [options, code] of [
      [{}, "T1006"],
      [reference, "B1008"],
    ] as const) {
      expect(failure("f(1)", { f: forged[3] }, options).code).toBe(code);
      expect(failure("(function(){ f(1) })()", { f: forged[2] }, options).code).toBe(code);
    }
  });
  test("keys of prototypes are ordinary names, and pollute nothing", () => {
    const record = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "toString": "x"}',
    ) as unknown;
    expect(JSON.stringify(compile("$").evaluate(record))).toBe(JSON.stringify(record));
    expect(compile("toString").evaluate(record)).toBe("x");
    expect(compile("toString").evaluate({})).toBeUndefined();
    expect(compile("$merge([$, {'__proto__': {'polluted': 2}}])").evaluate({})).toBeDefined();
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
