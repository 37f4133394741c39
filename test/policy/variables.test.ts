import { describe, expect, it } from "vitest";
import { parseText } from "../../src/policy/text/parse-text.ts";
import { readGivenValues } from "../../src/policy/variables/read-given.ts";
import { resolveVariables } from "../../src/policy/variables/resolve-variables.ts";
import { unknownVariables } from "../../src/policy/variables/unknown-variables.ts";
import type { VariableInputs } from "../../src/policy/variables/variable-inputs.ts";

function node(text: string) {
  const { root, diagnostics } = parseText("bylaw.yaml", text);
  expect(diagnostics).toEqual([]);
  return root;
}

/** Values of declared variables and the codes of what is wrong. */
function resolve(declarations: string, inputs: VariableInputs = {}, project?: string) {
  const given = readGivenValues(inputs, project === undefined ? undefined : node(project));
  const { values, diagnostics } = resolveVariables(node(declarations), given.values);
  return { values, codes: [...given.diagnostics, ...diagnostics].map(({ code }) => code) };
}

describe("text becomes a value of the variable's type", () => {
  it.each([
    ["string", "5", "5"],
    ["string", "", ""],
    ["string", "a=b", "a=b"],
    ["integer", "42", 42],
    ["integer", "-7", -7],
    ["integer", "+7", 7],
    ["integer", "1e3", 1000],
    ["number", "2.5", 2.5],
    ["number", "0", 0],
    ["boolean", "true", true],
    ["boolean", "false", false],
    ["duration", "P90D", "P90D"],
    ["timestamp", "2026-03-31T00:00:00Z", "2026-03-31T00:00:00Z"],
    ["list", "[a, b]", ["a", "b"]],
    ["list", '["a", 1]', ["a", 1]],
    ["map", "{ a: 1 }", { a: 1 }],
  ])("%s %j", (type, text, value) => {
    expect(resolve(`x: { type: ${type} }`, { assignments: [`x=${text}`] })).toEqual({
      values: { x: value },
      codes: [],
    });
  });

  it.each([
    ["integer", "4.5"],
    ["integer", "4x"],
    ["integer", " 4"],
    ["integer", ""],
    ["integer", "9007199254740993"],
    ["number", "1e999"],
    ["number", "NaN"],
    ["number", "0x10"],
    ["number", "1,5"],
    ["boolean", "yes"],
    ["boolean", "TRUE"],
    ["boolean", "1"],
    ["duration", "90 days"],
    ["duration", "-P1D"],
    ["timestamp", "2026-03-31"],
    ["timestamp", "2026-02-30T00:00:00Z"],
    ["list", "a, b"],
    ["list", "{ a: 1 }"],
    ["list", "[a"],
    ["list", "[*a]"],
    ["map", "[a]"],
    ["map", "{ __proto__: 1 }"],
  ])("%s does not take %j", (type, text) => {
    expect(resolve(`x: { type: ${type} }`, { assignments: [`x=${text}`] })).toEqual({
      values: {},
      codes: ["variable-value"],
    });
  });
});

describe("the strongest value wins", () => {
  const declaration = "x: { type: string, default: default }";
  const environment = { BYLAW_VAR_x: "environment" };
  const files = [
    { file: "one.yaml", text: "x: first file" },
    { file: "two.json", text: '{ "x": "second file" }' },
  ];

  it.each<[string, VariableInputs, string | undefined]>([
    ["default", {}, undefined],
    ["project", {}, "x: project"],
    ["environment", { environment }, "x: project"],
    ["first file", { environment, files: files.slice(0, 1) }, "x: project"],
    ["second file", { environment, files }, "x: project"],
    ["assignment", { environment, files, assignments: ["x=assignment", "x=assignment"] }, "x: project"],
  ])("%s", (value, inputs, project) => {
    expect(resolve(declaration, inputs, project)).toEqual({ values: { x: value }, codes: [] });
  });

  it("does not convert values of documents", () => {
    expect(resolve("x: { type: string }", { files: [{ file: "a.yaml", text: "x: 5" }] }).codes).toEqual([
      "variable-value",
    ]);
    expect(resolve("x: { type: integer }", {}, "x: '5'").codes).toEqual(["variable-value"]);
  });
});

describe("bounds", () => {
  it.each([
    ["x: { type: integer, minimum: 1, maximum: 3 }", "1", true],
    ["x: { type: integer, minimum: 1, maximum: 3 }", "3", true],
    ["x: { type: integer, minimum: 1, maximum: 3 }", "0", false],
    ["x: { type: integer, minimum: 1, maximum: 3 }", "4", false],
    ["x: { type: string, enum: [a, b] }", "b", true],
    ["x: { type: string, enum: [a, b] }", "c", false],
  ])("%s %s", (declaration, text, fits) => {
    expect(resolve(declaration, { assignments: [`x=${text}`] }).codes).toEqual(
      fits ? [] : ["variable-value"],
    );
  });

  it.each([
    "x: { type: integer, default: a }",
    "x: { type: string, enum: [a], default: b }",
    "x: { type: duration, default: 5 }",
  ])("hold for defaults: %s", (declaration) => {
    expect(resolve(declaration).codes).toEqual(["variable-default"]);
    expect(resolve(declaration, { assignments: ["x=a"] }).codes).toContain("variable-default");
  });
});

describe("what is missing or unknown", () => {
  it("demands a value where there is no default, and a type", () => {
    expect(resolve("x: { type: string }").codes).toEqual(["missing-variable"]);
    expect(resolve("x: { default: 1 }").codes).toEqual(["missing-key"]);
  });

  it.each(["x", "=x", ""])("refuses the assignment %j", (assignment) => {
    expect(resolve("{}", { assignments: [assignment] }).codes).toEqual(["invalid-assignment"]);
  });

  it("refuses a variable file that is no map", () => {
    expect(resolve("{}", { files: [{ file: "a.yaml", text: "- x" }] }).codes).toEqual(["wrong-type"]);
  });

  it("reports values for variables that no policy has, and what was meant", () => {
    const inputs = { environment: { BYLAW_VAR_limt: "1", PATH: "x" }, assignments: ["limti=1", "limit=2"] };
    const { values } = readGivenValues(inputs, node("lmit: 1"));
    const found = unknownVariables(values, new Set(["limit"]), false);
    expect(
      found.map(({ severity, suggestions, location }) => [severity, suggestions, location?.line]),
    ).toEqual([
      ["error", ['Did you mean "limit"?'], 1],
      ["error", ['Did you mean "limit"?'], undefined],
      ["error", ['Did you mean "limit"?'], undefined],
    ]);
  });

  it("only tells what looks misspelt when other policies may have the variable", () => {
    const inputs = {
      environment: { BYLAW_VAR_limt: "1", BYLAW_VAR_region: "x" },
      assignments: ["zone=1"],
    };
    const found = unknownVariables(readGivenValues(inputs, undefined).values, new Set(["limit"]), true);
    expect(found.map(({ severity, summary }) => [severity, summary])).toEqual([
      [
        "warning",
        'No policy has the variable "limt", for which the environment variable BYLAW_VAR_limt gives a value.',
      ],
      ["error", 'No policy has the variable "zone", for which --var gives a value.'],
    ]);
  });

  it("refuses two values for one variable on the command line", () => {
    const { codes } = resolve("x: { type: integer }", { assignments: ["x=1", "x=2"] });
    expect(codes).toEqual(["repeated-assignment"]);
  });

  it("does not print control characters of names", () => {
    const { values } = readGivenValues({ assignments: ["\u001b[31mx=1"] }, undefined);
    expect(unknownVariables(values, new Set(), false)[0]?.summary).not.toContain("\u001b");
  });
});
