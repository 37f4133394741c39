import { describe, expect, it } from "vitest";
import { reference } from "../../../src/checks/reference.ts";
import { outcomesOf, statusesOf } from "../context.ts";

const inputs = { flows: [{ id: "f1" }, { id: "f2" }, { id: 3 }] };
const options = { at: "[open.id, closed.id]", in: "flows" };

describe("reference", () => {
  it.each([
    ["all exist", { open: { id: "f1" }, closed: { id: "f2" } }, ["pass"]],
    ["numbers and texts are the same id", { open: { id: "3" } }, ["pass"]],
    ["each dangling id is a finding", { open: { id: "x" }, closed: { id: "y" } }, ["fail", "fail"]],
    ["case matters", { open: { id: "F1" } }, ["fail"]],
    ["no reference", {}, ["missing"]],
    ["null is no reference", { open: { id: null } }, ["missing"]],
    ["an object is no id", { open: { id: { id: "f1" } } }, ["error"]],
  ])("%s", (_, record, statuses) => {
    expect(statusesOf(reference, options, [record], { inputs })).toEqual(statuses);
  });

  it("accepts records without reference when they are optional", () => {
    expect(statusesOf(reference, { ...options, optional: true }, [{}], { inputs })).toEqual([
      "not-applicable",
    ]);
  });

  it("concludes absence from complete data only", () => {
    expect(outcomesOf(reference, options, [{ open: { id: "x" } }], { inputs })).toMatchObject([
      {
        status: "fail",
        key: "x",
        assumesComplete: true,
        message: "Refers to 'x', which 'flows' does not have.",
      },
    ]);
  });

  it("does not conclude absence while a record of the other dataset has no key", () => {
    const flows = [{ id: "f1" }, { name: "unreadable" }];
    expect(
      statusesOf(reference, options, [{ open: { id: "x" } }, { open: { id: "f1" } }], { inputs: { flows } }),
    ).toEqual(["error", "pass"]);
  });
});
