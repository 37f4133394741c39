import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checksDocs } from "../../scripts/generate/checks-docs.ts";
import { checks } from "../../src/checks/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { compileSchema } from "../../src/policy/validation/compiled-schema.ts";
import { contextOver } from "./context.ts";

const ruleKeys = ["check", "on", "where", "with", "severity", "controls", "message"];

/** Every property of a schema that a policy author can write, with where it is. */
function propertiesOf(schema: JsonObject, path = ""): readonly (readonly [string, JsonObject])[] {
  const { properties, items } = schema;
  const inner = isJsonObject(items) ? propertiesOf(items, `${path}[]`) : [];
  if (!isJsonObject(properties)) return inner;
  const own = Object.entries(properties).flatMap(([name, value]) =>
    isJsonObject(value)
      ? [[`${path}.${name}`, value] as const, ...propertiesOf(value, `${path}.${name}`)]
      : [],
  );
  return [...inner, ...own];
}

function optionsIn(example: string): JsonObject {
  const rule: Json = parse(example);
  const options = isJsonObject(rule) ? rule["with"] : undefined;
  return isJsonObject(options) ? options : {};
}

describe("the list of checks", () => {
  it("is sorted and has the thirteen", () => {
    expect(checks.map(({ name }) => name)).toEqual([
      "change-window",
      "control-map",
      "coverage",
      "expression",
      "orphans",
      "pii",
      "redaction",
      "reference",
      "required-fields",
      "retention",
      "schema",
      "threshold",
      "unique",
    ]);
  });

  it("is what docs/checks.md describes: run `npm run generate`", () => {
    expect(readFileSync(join(import.meta.dirname, "../../docs/checks.md"), "utf8")).toBe(checksDocs(checks));
  });
});

describe.each(checks.map((check) => [check.name, check] as const))("%s", (_, check) => {
  it("describes itself: a summary without full stop, every option with a description", () => {
    expect(check.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(check.optionsSchema).toMatchObject({ type: "object", additionalProperties: false });
    const silent = propertiesOf(check.optionsSchema).filter(
      ([, option]) => typeof option["description"] !== "string",
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it("has an example that is a rule with valid options and can be evaluated", () => {
    const rule: Json = parse(check.example);
    expect(rule).toMatchObject({ check: check.name, on: expect.any(String) });
    expect(Object.keys(rule as JsonObject).filter((key) => !ruleKeys.includes(key))).toEqual([]);
    const options = optionsIn(check.example);
    expect(compileSchema(check.optionsSchema).errors(options)).toEqual([]);
    const inputs = { ivrs: [], flows: [] };
    expect(() => check.evaluate(options, contextOver([], { inputs }))).not.toThrow();
  });

  it("refuses an option that it does not have", () => {
    const options = { ...optionsIn(check.example), mistyped: true };
    expect(compileSchema(check.optionsSchema).errors(options)).not.toEqual([]);
  });
});

describe("options that would judge nothing are refused", () => {
  it.each([
    ["orphans", {}],
    ["orphans", { edges: [{ from: "flows", source: "a", target: "b" }] }],
    ["retention", { at: "timestamp" }],
    ["change-window", { at: "timestamp" }],
    ["threshold", { measure: "count" }],
    ["threshold", { measure: "sum", max: 1 }],
    ["threshold", { measure: "count", of: "amount", max: 1 }],
    ["threshold", { of: "amount", max: 1 }],
    ["pii", { detectors: [] }],
    ["pii", { fields: [] }],
    ["redaction", { fields: [] }],
    ["redaction", { fields: ["ssn"], markers: [] }],
    ["required-fields", { fields: [] }],
    ["schema", {}],
    ["schema", { fields: {} }],
    ["schema", { fields: { id: "uuidd" } }],
    ["coverage", { at: "timestamp" }],
  ])("%s %j", (name, options) => {
    const check = checks.find((known) => known.name === name);
    expect(compileSchema(check!.optionsSchema).errors(options)).not.toEqual([]);
  });
});
