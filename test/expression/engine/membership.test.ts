import { describe, expect, it } from "vitest";
import { compileEngine } from "../../../src/expression/engine/compile-engine.ts";
import type { JsonObject } from "../../../src/model/json.ts";

const modes = ["compiled", "interpreted"] as const;
const many = Array.from({ length: 40 }, (_, index) => ({
  id: index,
  name: `n${index}`,
  kept: index % 2 === 0,
}));

/** Data that count how often a list is read from them. */
function counted(): { readonly data: JsonObject; reads: number } {
  const seen = { reads: 0, data: Object.create(null) as JsonObject };
  const records = many.map(({ id }) =>
    Object.defineProperty({}, "id", {
      enumerable: true,
      get: () => {
        seen.reads += 1;
        return id;
      },
    }),
  );
  Object.defineProperty(seen.data, "records", { enumerable: true, get: () => records });
  return seen;
}

describe.each(modes)("lists that do not change in a loop, %s", (mode) => {
  const evaluate = (source: string, input: unknown, bindings?: JsonObject) =>
    compileEngine(source, { mode }).evaluate(input, bindings);

  it.each([
    ["asked[$not($ in $$.many.id)]", [77, "1", null]],
    ["asked[$ in $$.many[kept].id]", [2, 4]],
    ["($ids := many.id; asked[$ in $ids])", [1, 2, 3, 4]],
    ["($m := many; asked[$ in $m.id])", [1, 2, 3, 4]],
    ["$filter(asked, function($a){ $a in $$.many.id })", [1, 2, 3, 4]],
    ["asked.($ in $$.many.id)", [true, true, true, true, false, false, false]],
    ["asked[$ in $distinct($$.many.id)]", [1, 2, 3, 4]],
    ["asked[$ in $append($$.many.id, 77)]", [1, 2, 3, 4, 77]],
    ["asked[$ in $$.nothing]", undefined],
    ["asked[$ in $$.asked]", [1, 2, 3, 4, 77, "1", null]],
    ["asked[$ in $$.many]", undefined],
    ["$count(many[$ in $$.many])", 40],
    ["nothing[$ in $$.many.id]", undefined],
    ["(1 = 1 ? asked[$ in [0/0, $$.many.id]])", [1, 2, 3, 4]],
    // The list changes with the loop around.
    ["lists.($l := $; $$.asked[$ in $l.of])", [1, 2, 3]],
    ["$map(lists, function($l){ $count($$.asked[$ in $l.of]) })", [2, 1]],
    ["($x := many.id; $f := function($y){ asked[$ in $x] }; $x := [77]; $count($f(1)))", 1],
  ])("%s", (source, expected) => {
    const input = { asked: [1, 2, 3, 4, 77, "1", null], many, lists: [{ of: [1, 2] }, { of: [3, 55] }] };
    expect(evaluate(source, input)).toEqual(expected);
  });

  it("is evaluated once for an evaluation", () => {
    const seen = counted();
    const asked = Array.from({ length: 50 }, (_, index) => index);
    const result = evaluate("asked[$not($ in $$.data.records.id)]", { asked, data: seen.data });
    expect(result).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
    expect(seen.reads).toBe(many.length);
  });

  it.each([
    ["once for all evaluations, where the binding is said not to change", ["data"], 1],
    ["once for each evaluation else", [], 50],
  ])("is evaluated %s", (_, unchanging, times) => {
    const seen = counted();
    const expression = compileEngine("id in $data.records.id", { mode, unchanging });
    const found = Array.from({ length: 50 }, (_, id) => expression.evaluate({ id }, { data: seen.data }));
    expect(found.filter(Boolean)).toHaveLength(40);
    expect(seen.reads).toBe(many.length * times);
  });

  it("sees other data in the next evaluation", () => {
    const expression = compileEngine("a[$ in $$.b.id]", { mode, unchanging: ["data"] });
    const b = structuredClone(many);
    const input = { a: [1, 99], b };
    expect(expression.evaluate(input)).toBe(1);
    b[1]!.id = 99;
    expect(expression.evaluate(input)).toBe(99);
  });

  it("takes another object of the same name for another", () => {
    const expression = compileEngine("99 in $data.many.id", { mode, unchanging: ["data"] });
    expect(expression.evaluate({}, { data: { many } })).toBe(false);
    expect(expression.evaluate({}, { data: { many: [{ id: 99 }] } })).toBe(true);
    expect(expression.evaluate({}, { data: { many: { id: 99 } } })).toBe(true);
    expect(expression.evaluate({}, { data: {} })).toBe(false);
    expect(expression.evaluate({})).toBe(false);
  });

  it("fails each time that the list fails", () => {
    const expression = compileEngine("a[$ in $$.b.id]", { mode, limits: { sequence: 10 } });
    for (let turn = 0; turn < 3; turn++) {
      expect(() => expression.evaluate({ a: [1, 2], b: many })).toThrow(
        expect.objectContaining({ code: "D2015" }),
      );
    }
    expect(expression.evaluate({ a: [], b: many })).toBeUndefined();
  });
});
