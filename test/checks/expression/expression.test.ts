import { describe, expect, it } from "vitest";
import { expression } from "../../../src/checks/expression.ts";
import { outcomesOf, statusesOf } from "../context.ts";

describe("expression", () => {
  it.each([
    ["a > 1", { a: 2 }, "pass"],
    ["a > 1", { a: 1 }, "fail"],
    ["a > 1", {}, "missing"],
    ["$not(a > 1)", {}, "missing"],
    ["a", { a: "true" }, "error"],
    ["a", { a: 1 }, "error"],
    ["a", { a: null }, "error"],
    ["a", { a: [true] }, "error"],
    ["a > 1", { a: "1" }, "error"],
    ["$exists(a)", {}, "fail"],
  ])("%s over %j is %s", (assert, record, status) => {
    expect(statusesOf(expression, { assert }, [record])).toEqual([status]);
  });

  it("names the field that is missing and shows no value", () => {
    expect(outcomesOf(expression, { assert: "a > 1" }, [{}])).toMatchObject([
      { status: "missing", field: "a > 1" },
    ]);
    expect(JSON.stringify(outcomesOf(expression, { assert: "a > 1" }, [{ a: "123-45-6789" }]))).not.toContain(
      "6789",
    );
  });
});
