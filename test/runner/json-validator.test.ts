import { describe, expect, it } from "vitest";
import type { Json, JsonSchema } from "../../src/model/json.ts";
import { schemaFault } from "../../src/policy/validation/compiled-schema.ts";
import { jsonValidator } from "../../src/runner/json-validator.ts";

const messages = (schema: JsonSchema, value: Json) =>
  jsonValidator(schema)(value).map(({ pointer, message }) => `${pointer} ${message}`);

describe("validation of records", () => {
  it.each([
    [{ type: "object", additionalProperties: false }],
    [{ type: "object", unevaluatedProperties: false }],
  ])("%j names what is unexpected, unless the name may be personal data", (schema) => {
    expect(messages(schema, { nmae: 1 }).join()).toContain("(nmae)");
    for (const name of ["ann@example.com", "4111111111111111", "x".repeat(65), "two words"]) {
      const said = messages(schema, { [name]: 1 }).join();
      expect(said).toContain("(*)");
      expect(said).not.toContain(name);
    }
  });

  it("masks such names in pointers", () => {
    const schema = { type: "object", additionalProperties: { type: "string" } };
    expect(messages(schema, { "ann@example.com": 1 })).toEqual(["/* must be string"]);
  });

  it.each([
    ["date-time", "2026-11-20T12:00:00Z", true],
    ["date-time", "2026-11-20 12:00:00Z", false],
    ["date-time", "2026-11-20t12:00:00z", false],
    ["date-time", "2026-11-20T12:00:60Z", false],
    ["date-time", "2026-11-20T12:00:00", false],
    ["timestamp", "2026-11-20T12:00:00Z", true],
    ["date", "2026-02-30", false],
  ])("%s %s: %s", (format, text, fits) => {
    expect(messages({ type: "string", format }, text).length === 0).toBe(fits);
  });

  it("takes two schemas of one name", () => {
    expect(messages({ $id: "a", type: "string" }, 1)).toHaveLength(1);
    expect(messages({ $id: "a", type: "number" }, 1)).toHaveLength(0);
  });

  it.each([
    { properties: { id: { minLength: 1 } } },
    { $schema: "https://json-schema.org/draft/2020-12/schema", type: "string", format: "duration" },
    { required: ["toString"] },
  ])("takes every schema that a policy may have: %j", (schema) => {
    expect(schemaFault(schema)).toBeUndefined();
    expect(() => jsonValidator(schema)).not.toThrow();
  });
});
