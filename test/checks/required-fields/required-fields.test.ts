import { describe, expect, it } from "vitest";
import { requiredFields } from "../../../src/checks/required-fields.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

describe("required-fields", () => {
  it.each<[string, JsonObject, string, boolean]>([
    ["a value", { a: "x" }, "a", true],
    ["zero and false", { a: 0, b: false }, "b", true],
    ["absent", {}, "a", false],
    ["null", { a: null }, "a", false],
    ["empty text", { a: "" }, "a", false],
    ["white space", { a: " \u00a0\t" }, "a", false],
    ["zero-width characters", { a: "\u200b\ufeff" }, "a", false],
    ["an empty list", { a: [] }, "a", false],
    ["an empty object", { a: {} }, "a", false],
    ["a nested value", { a: { b: 1 } }, "a.b", true],
    ["a path that breaks off", { a: 3 }, "a.b", false],
    ["an inherited property", {}, "constructor", false],
    ["one element without the field", { a: [{ b: 1 }, {}] }, "a.b", false],
    ["every element with the field", { a: [{ b: 1 }, { b: 2 }] }, "a.b", true],
    ["a list without elements", { a: [] }, "a.b", false],
    ["a quoted name", { "odd name": { b: 1 } }, "`odd name`.b", true],
    ["an expression", { a: [1, 2] }, "a[0]", true],
    ["an expression without result", { a: [] }, "a[0]", false],
  ])("%s", (_, record, field, passes) => {
    expect(statusesOf(requiredFields, { fields: [field] }, [record])).toEqual([passes ? "pass" : "fail"]);
  });

  it("reports every field by itself, with the place and without values", () => {
    const outcomes = outcomesOf(requiredFields, { fields: ["id", "items.name", "owner"] }, [
      { id: "1", items: [{ name: "x" }, { name: " " }], owner: null },
    ]);
    expect(outcomes).toMatchObject([
      {
        status: "fail",
        key: "items.name",
        evidence: [{ pointer: "/items/1/name", found: "text, 1 character" }],
      },
      { status: "fail", key: "owner", evidence: [{ pointer: "/owner", found: "null" }] },
    ]);
  });

  it("accepts what is empty, but never null, when told to", () => {
    const options = { fields: ["a"], allowEmpty: true };
    expect(statusesOf(requiredFields, options, [{ a: "" }, { a: [] }, { a: {} }, { a: null }, {}])).toEqual([
      "pass",
      "pass",
      "pass",
      "fail",
      "fail",
    ]);
  });

  it("turns an expression that fails into an error, not a pass", () => {
    const [outcome] = outcomesOf(requiredFields, { fields: ["$number(a)"] }, [{ a: "secret" }]);
    expect(outcome).toMatchObject({ status: "error", message: "Expression '$number(a)' failed with D3030." });
  });
});
