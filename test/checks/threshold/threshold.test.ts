import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactSum } from "../../../src/checks/threshold/exact-sum.ts";
import { threshold } from "../../../src/checks/threshold.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

const logs = [
  { level: "ERROR", ms: 10 },
  { level: "INFO", ms: 20 },
  { level: "INFO", ms: 0.1 },
  { level: "INFO", ms: 0.2 },
];

describe("threshold", () => {
  it.each<[JsonObject, string]>([
    [{ max: 4 }, "pass"],
    [{ max: 3 }, "fail"],
    [{ min: 4 }, "pass"],
    [{ min: 5 }, "fail"],
    [{ above: 4 }, "fail"],
    [{ below: 4 }, "fail"],
    [{ above: 3, below: 5 }, "pass"],
    [{ where: "level = 'ERROR'", max: 1 }, "pass"],
    [{ where: "level = 'ERROR'", max: 0 }, "fail"],
    [{ measure: "ratio", where: "level = 'ERROR'", max: 0.25 }, "pass"],
    [{ measure: "ratio", where: "level = 'ERROR'", below: 0.25 }, "fail"],
    [{ measure: "sum", of: "ms", min: 30.3, max: 30.3 }, "pass"],
    [{ measure: "sum", of: "ms", where: "level = 'ERROR'", max: 10 }, "pass"],
    [{ measure: "minimum", of: "ms", min: 0.1 }, "pass"],
    [{ measure: "maximum", of: "ms", below: 20 }, "fail"],
    [{ measure: "average", of: "ms", max: 7.575 }, "pass"],
    [{ measure: "average", of: "ms", where: "level = 'WARN'", max: 1 }, "error"],
  ])("%j is %s", (options, status) => {
    expect(outcomesOf(threshold, options, logs)).toMatchObject([
      { status, resource: { type: "dataset", id: "things" } },
    ]);
  });

  it.each<[string, JsonObject, boolean]>([
    ["a count above its maximum stands", { max: 3 }, false],
    ["a count below its minimum does not", { min: 5 }, true],
    ["a count within its maximum does not", { max: 5 }, true],
    ["a largest value above its limit stands", { measure: "maximum", of: "ms", max: 1 }, false],
    ["a largest value below its limit does not", { measure: "maximum", of: "ms", min: 50 }, true],
    ["a smallest value below its limit stands", { measure: "minimum", of: "ms", min: 1 }, false],
    ["a share never does", { measure: "ratio", where: "level = 'ERROR'", max: 0 }, true],
    ["a sum never does", { measure: "sum", of: "ms", max: 0 }, true],
  ])("on incomplete data %s", (_, options, assumes) => {
    expect(outcomesOf(threshold, options, logs)[0]?.assumesComplete ?? false).toBe(assumes);
  });

  it("is not a pass while a record could not be judged, unless the rule leaves it out", () => {
    const records = [...logs, {}];
    const options = { measure: "sum", of: "ms", max: 100 };
    expect(statusesOf(threshold, options, records)).toEqual(["missing", "error"]);
    expect(statusesOf(threshold, options, records, { onMissing: "fail" })).toEqual(["missing", "error"]);
    expect(statusesOf(threshold, options, records, { onMissing: "not-applicable" })).toEqual([
      "missing",
      "pass",
    ]);
    expect(statusesOf(threshold, options, [...logs, { ms: "5" }], { onMissing: "pass" })).toEqual([
      "error",
      "error",
    ]);
  });

  it("fails all the same when the limit is broken already", () => {
    expect(statusesOf(threshold, { where: "ms > 0", max: 3 }, [...logs, {}])).toEqual(["missing", "fail"]);
  });

  it("measures nothing where there is nothing, except that a count is zero", () => {
    expect(statusesOf(threshold, { measure: "ratio", max: 1 }, [])).toEqual([]);
    expect(statusesOf(threshold, { max: 1 }, [])).toEqual(["pass"]);
  });
});

describe("exactSum", () => {
  const sumOf = (values: readonly number[]): number => {
    const sum = exactSum();
    for (const value of values) sum.add(value);
    return sum.total();
  };

  it("loses nothing", () => {
    expect(sumOf([1e308, 1, -1e308])).toBe(1);
    expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sumOf([1, 2 ** -53, 2 ** -106])).toBe(1 + 2 ** -52);
    expect(sumOf([])).toBe(0);
  });

  it("does not depend on the order", () => {
    const numbers = fc.array(fc.double({ noNaN: true, min: -1e200, max: 1e200 }), { maxLength: 30 });
    fc.assert(
      fc.property(numbers, (values) => sumOf(values) + 0 === sumOf(values.toSorted((a, b) => a - b)) + 0),
    );
  });
});
