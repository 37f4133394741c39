import { expect, it } from "vitest";
import { unlistedValues } from "../../src/datasets/unlisted-values.ts";

it("values that a schema does not list are counted by field; those that are absent are not", () => {
  const schema = {
    type: "object",
    properties: { state: { enum: ["active", "inactive"] }, kind: { enum: [1] }, name: { type: "string" } },
  };
  const unlisted = unlistedValues(schema);
  for (const record of [
    { state: "active", kind: 1, name: "x" },
    { state: "dormant", kind: 2 },
    { state: "asleep" },
    { state: null, name: "dormant" },
    {},
  ])
    unlisted?.add(record);
  expect([...(unlisted?.counts() ?? [])]).toEqual([
    ["state", 2],
    ["kind", 1],
  ]);
  expect(unlistedValues({ properties: { name: { type: "string" } } })).toBeUndefined();
  expect(unlistedValues(undefined)).toBeUndefined();
});
