import { describe, expect, it } from "vitest";
import { shapeTest } from "../../src/datasets/shape-problems.ts";

const test = shapeTest({
  type: "object",
  required: ["id", "level"],
  properties: {
    id: { type: "string" },
    level: { type: "string" },
    size: { type: ["integer", "null"] },
    open: {},
  },
});

describe("the outline of a record", () => {
  it.each([
    [{ id: "1", level: "x" }, []],
    [{ id: "1", level: "x", size: null, open: {}, more: 1 }, []],
    [{ id: "1", Level: "x" }, ["lacks the field 'level'"]],
    [{ id: "1", level: null }, ["lacks the field 'level'"]],
    [
      { id: 1, level: "x", size: 1.5 },
      ["has no string in the field 'id'", "has no integer or null in the field 'size'"],
    ],
  ])("%j", (record, problems) => {
    expect(test?.(record)).toEqual(problems);
  });

  it("is free where the schema says nothing", () => {
    expect(shapeTest(undefined)).toBeUndefined();
    expect(shapeTest({ type: "object" })).toBeUndefined();
  });
});
