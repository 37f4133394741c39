import { describe, expect, it } from "vitest";
import type { Json, JsonSchema } from "../../src/model/json.ts";
import { schemaFault } from "../../src/policy/validation/compiled-schema.ts";
import { schemaProblems } from "../../src/policy/validation/schema-problems.ts";

/** Each problem in one line: pointer, summary, expected, found, suggestions. */
function told(schema: JsonSchema, value: Json): readonly string[] {
  return schemaProblems(schema, value, "the thing").map(
    ({ pointer, summary, expected, found, suggestions = [] }) =>
      `${pointer}: ${[summary, expected, found, ...suggestions].filter((part) => part !== undefined).join(" | ")}`,
  );
}

const object = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  additionalProperties: false,
  properties,
  ...more,
});

describe("one readable problem per mistake", () => {
  const schema = object(
    {
      name: { type: "string", minLength: 1 },
      size: { type: "integer", minimum: 1, maximum: 9 },
      mode: { type: "string", enum: ["fast", "slow"] },
      list: {
        type: "array",
        minItems: 1,
        items: { type: "string", pattern: "^a", "x-expected": "text that begins with a" },
      },
      since: { type: "string", format: "duration" },
      version: { const: 1 },
    },
    { required: ["name"] },
  );

  it.each<[Json, string]>([
    [{}, ': The key "name" is missing in the thing. | Add "name".'],
    [{ name: "" }, '/name: "name" does not have an allowed value. | at least 1 character | ""'],
    [{ name: 5 }, '/name: "name" has the wrong type. | text | 5'],
    [{ name: null }, '/name: "name" has the wrong type. | text | nothing'],
    [{ name: "a", size: 0 }, '/size: "size" does not have an allowed value. | at least 1 | 0'],
    [{ name: "a", size: 1.5 }, '/size: "size" has the wrong type. | a whole number | 1.5'],
    [
      { name: "a", mode: "fats" },
      '/mode: "mode" does not have an allowed value. | fast or slow | "fats" | Did you mean "fast"?',
    ],
    [
      { name: "a", list: [] },
      '/list: "list" does not have an allowed value. | at least 1 item | a list of 0',
    ],
    [
      { name: "a", list: ["a", "b"] },
      '/list/1: Item 2 of "list" does not have an allowed value. | text that begins with a | "b"',
    ],
    [
      { name: "a", since: "90 days" },
      '/since: "since" does not have an allowed value. | an ISO 8601 duration such as P90D or PT2H, not negative | "90 days"',
    ],
    [
      { name: "a", since: "-P1D" },
      '/since: "since" does not have an allowed value. | an ISO 8601 duration such as P90D or PT2H, not negative | "-P1D"',
    ],
    [{ name: "a", version: 2 }, '/version: "version" does not have an allowed value. | 1 | 2'],
    [
      { name: "a", sise: 1 },
      '/sise: Unknown key "sise" in the thing. | name, size, mode, list, since or version | Did you mean "size"?',
    ],
    [
      { nmae: "a" },
      '/nmae: Unknown key "nmae" in the thing. | name, size, mode, list, since or version | Did you mean "name"?',
    ],
    [[], ": The thing has the wrong type. | a map | a list of 0"],
  ])("%j", (value, problem) => {
    expect(told(schema, value)).toEqual([problem]);
  });

  it("tells all of them at once", () => {
    expect(told(schema, { size: 0, mode: 3, other: 1 })).toHaveLength(4);
  });

  it("does not repeat what may be a secret, nor very long text", () => {
    const secret = object({ clientSecret: { type: "object" }, note: { type: "integer" } });
    expect(told(secret, { clientSecret: "hunter2" }).join("")).not.toContain("hunter2");
    const named = object({ clientSecret: { type: "object", properties: { env: { pattern: "^[A-Z]+$" } } } });
    expect(told(named, { clientSecret: { env: "hunter2" } }).join("")).not.toContain("hunter2");
    expect(told(secret, { note: "x".repeat(1000) })[0]?.length).toBeLessThan(200);
  });

  it("is not fooled by inherited properties", () => {
    expect(told({ type: "object", required: ["toString"] }, {})).toHaveLength(1);
  });
});

describe("alternatives", () => {
  const severity: JsonSchema = { type: "string", enum: ["high", "low"] };
  const branch = object({ when: { type: "string" }, then: severity }, { required: ["then"] });
  const list: JsonSchema = {
    type: "array",
    items: { anyOf: [{ $ref: "#/$defs/severity" }, { $ref: "#/$defs/branch" }] },
  };
  const nested = object(
    { severity: { anyOf: [{ $ref: "#/$defs/severity" }, list] } },
    { $defs: { severity, branch } },
  );

  it.each<[Json, string]>([
    [
      "hihg",
      '/severity: "severity" does not have an allowed value. | high or low | "hihg" | Did you mean "high"?',
    ],
    [5, '/severity: "severity" has the wrong type. | text or a list | 5'],
    [
      ["low", "hgih"],
      '/severity/1: Item 2 of "severity" does not have an allowed value. | high or low | "hgih" | Did you mean "high"?',
    ],
    [[true], '/severity/0: Item 1 of "severity" has the wrong type. | text or a map | true'],
    [[{ when: "a" }], '/severity/0: The key "then" is missing in item 1 of "severity". | Add "then".'],
    [
      [{ then: "hgh" }],
      '/severity/0/then: "then" does not have an allowed value. | high or low | "hgh" | Did you mean "high"?',
    ],
    [
      [{ then: "low", wen: "a" }],
      '/severity/0/wen: Unknown key "wen" in item 1 of "severity". | when or then | Did you mean "when"?',
    ],
  ])("nested, through references: %j", (value, problem) => {
    expect(told(nested, { severity: value })).toEqual([problem]);
  });

  it("keeps what is wrong beside an alternative", () => {
    const all = told(nested, { severity: [{ when: 5 }, "low", 7], sevirity: 1 });
    expect(all.map((line) => line.split(":")[0])).toEqual([
      "/sevirity",
      "/severity/0",
      "/severity/0/when",
      "/severity/2",
    ]);
  });

  it("picks the branch by its constant", () => {
    const kinds: JsonSchema = {
      oneOf: [
        object({ kind: { const: "a" }, size: { type: "integer" } }, { required: ["kind"] }),
        object({ kind: { const: "b" }, name: { type: "string" } }, { required: ["kind"] }),
      ],
    };
    expect(told(kinds, { kind: "b", name: 5 })).toEqual(['/name: "name" has the wrong type. | text | 5']);
    expect(told(kinds, { kind: "c" })).toEqual([
      expect.stringContaining('"kind" does not have an allowed value'),
    ]);
  });

  it("merges choices and demands", () => {
    expect(told({ anyOf: [{ const: "red" }, { const: "blue" }] }, "blu")).toEqual([
      ': The thing does not have an allowed value. | red or blue | "blu" | Did you mean "blue"?',
    ]);
    expect(told({ type: "object", anyOf: [{ required: ["max"] }, { required: ["min"] }] }, {})).toEqual([
      ': A key is missing in the thing. | "max" or "min"',
    ]);
  });

  it("says when several forms fit of which one is wanted", () => {
    expect(told({ oneOf: [{ required: ["a"] }, { required: ["b"] }] }, { a: 1, b: 1 })).toEqual([
      ": The thing fits more than one of the allowed forms.",
    ]);
  });

  it("says what conditions forbid", () => {
    const schema: JsonSchema = {
      type: "object",
      if: { required: ["a"] },
      then: { properties: { b: false } },
      not: { required: ["c", "d"] },
    };
    expect(told(schema, { a: 1, b: 1 })).toEqual(['/b: "b" cannot be given here.']);
    expect(told(schema, { c: 1, d: 1 })).toEqual([
      ': The thing has keys that exclude each other. | no "c" or "d" beside the others',
    ]);
  });

  it("names keys that cannot be names", () => {
    expect(told({ type: "object", propertyNames: { pattern: "^[a-z]+$" } }, { Ab: 1, c: 2, "3": 4 })).toEqual(
      [
        expect.stringMatching(/^\/3: "3" cannot be a name in the thing/),
        expect.stringMatching(/^\/Ab: "Ab" cannot be a name in the thing/),
      ],
    );
  });
});

describe("schemaFault", () => {
  it.each<[JsonSchema, boolean]>([
    [{ type: "object", properties: { a: { type: "string" } } }, true],
    [{ type: "strin" }, false],
    [{ tipe: "string" }, false],
    [{ $ref: "#/$defs/none" }, false],
    [{ $ref: "https://example.org/schema" }, false],
    [{ properties: [] }, false],
  ])("%j", (schema, usable) => {
    expect(schemaFault(schema) === undefined).toBe(usable);
  });
});
