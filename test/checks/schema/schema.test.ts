import { describe, expect, it } from "vitest";
import { fieldTypeNames } from "../../../src/checks/schema/field-type.ts";
import { schema } from "../../../src/checks/schema.ts";
import type { Json } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

const good: Readonly<Record<string, readonly Json[]>> = {
  string: ["", "x"],
  number: [1, 1.5],
  integer: [1, -2],
  boolean: [false],
  object: [{}],
  array: [[]],
  null: [null],
  timestamp: ["2026-11-20T12:00:00Z", "2026-11-20T12:00:00.123+01:00"],
  date: ["2024-02-29"],
  uuid: ["5f1d0c6e-6a0b-4c53-9d57-3f4f6d9f2c11"],
  email: ["ann@example.com"],
  uri: ["https://example.com/x", "urn:a:b"],
  ipv4: ["10.0.0.255"],
};

const bad: Readonly<Record<string, readonly Json[]>> = {
  string: [1, null],
  number: ["1"],
  integer: [1.5, "1"],
  boolean: ["true", 0],
  object: [[], null],
  array: [{}],
  null: ["null"],
  timestamp: [
    "2026-11-20 12:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-11-20T12:00:60Z",
    "2026-11-20T12:00:00",
    0,
  ],
  date: ["2025-02-29", "2026-1-1"],
  uuid: ["5f1d0c6e6a0b4c539d573f4f6d9f2c11", "x"],
  email: ["ann@localhost", "ann"],
  uri: ["/path", "example"],
  ipv4: ["10.0.0.256", "10.0.0", "10.0.0.1.", "1.2.3.4.5"],
};

describe("schema: short form", () => {
  it.each(fieldTypeNames)("%s", (name) => {
    const status = (value: Json) => statusesOf(schema, { fields: { a: name } }, [{ a: value }])[0];
    expect(good[name]?.map(status)).toEqual(good[name]?.map(() => "pass"));
    expect(bad[name]?.map(status)).toEqual(bad[name]?.map(() => "fail"));
  });

  it("knows lists of allowed values, optional fields and paths through lists", () => {
    const options = { fields: { level: ["INFO", "WARN", 3], "note?": "string", "items.id": "uuid" } };
    const items = [{ id: "5f1d0c6e-6a0b-4c53-9d57-3f4f6d9f2c11" }];
    expect(statusesOf(schema, options, [{ level: "INFO", items }])).toEqual(["pass"]);
    expect(statusesOf(schema, options, [{ level: 3, note: null, items }])).toEqual(["pass"]);
    expect(statusesOf(schema, options, [{ level: "info", items }])).toEqual(["fail"]);
    expect(
      outcomesOf(schema, options, [{ level: "WARN", note: 3, items: [{ id: "a" }, {}, ...items] }]),
    ).toMatchObject([
      { status: "fail", key: "/note", evidence: [{ expected: "string", found: "a number" }] },
      {
        status: "fail",
        key: "/items/*/id",
        evidence: [{ pointer: "/items/0/id" }, { pointer: "/items/1/id", found: "nothing" }],
      },
    ]);
  });
});

describe("schema: JSON Schema", () => {
  const options = {
    schema: {
      type: "object",
      required: ["id"],
      additionalProperties: false,
      properties: {
        id: { type: "string" },
        tags: { type: "array", items: { type: "string", pattern: "^[a-z]+$" } },
      },
    },
  };

  it("reports each place once, without values", () => {
    const outcomes = outcomesOf(schema, options, [{ tags: ["ok", "Not-Ok", "123-45-6789", 4] }]);
    expect(outcomes.map(({ status, key }) => [status, key])).toEqual([
      ["fail", ""],
      ["fail", "/tags/*"],
    ]);
    expect(JSON.stringify(outcomes)).not.toMatch(/6789|Not-Ok/);
    expect(statusesOf(schema, options, [{ id: "1", tags: ["ok"] }])).toEqual(["pass"]);
  });

  it("does not show a property name that may be personal data", () => {
    const [outcome] = outcomesOf(schema, options, [{ id: "1", "ann@example.com": true }]);
    expect(outcome?.status).toBe("fail");
    expect(JSON.stringify(outcome)).not.toContain("ann@");
  });
});
