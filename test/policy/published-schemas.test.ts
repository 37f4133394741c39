import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../src/model/json.ts";
import { builtInRegistry } from "../../src/plugins/built-in-registry.ts";
import { publishedSchemas } from "../../src/policy/schemas/published-schemas.ts";
import { templatedSchema } from "../../src/policy/schemas/templated-schema.ts";
import { parseText } from "../../src/policy/text/parse-text.ts";
import { toJson } from "../../src/policy/text/source-node.ts";
import { compileSchema, schemaFault } from "../../src/policy/validation/compiled-schema.ts";
import { fakeRegistry } from "./fake-registry.ts";

const root = join(import.meta.dirname, "../..");
const published = publishedSchemas(builtInRegistry());

function schemaOf(file: string): JsonSchema {
  const kind = file === "waivers.yaml" ? "waivers" : file === "bylaw.yaml" ? "bylaw" : file.split(".").at(-2);
  const schema = published.get(`${kind}.schema.json`);
  if (schema === undefined) throw new Error(file);
  return schema;
}

function errors(schema: JsonSchema, text: string) {
  const { root: node, diagnostics } = parseText("a.yaml", text);
  expect(diagnostics).toEqual([]);
  return node === undefined ? ["empty"] : compileSchema(schema).errors(toJson(node));
}

describe.each([...published])("%s", (name, schema) => {
  it("is a valid schema of draft 2020-12 with its own address", () => {
    expect(schemaFault(schema)).toBeUndefined();
    expect(schema["$id"]).toBe(`https://bylaw.dev/schemas/${name}`);
  });

  it("explains every key of the document", () => {
    expect(silent(schema)).toEqual([]);
  });
});

/** Pointers of properties without a description, outside of what checks and providers bring. */
function silent(schema: JsonObject, at = ""): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, part]): readonly string[] => {
    if (["$defs", "allOf", "then", "if"].includes(keyword)) return [];
    if (keyword !== "properties") return nested(part).flatMap((each) => silent(each, `${at}/${keyword}`));
    if (!isJsonObject(part)) return [];
    return Object.entries(part).flatMap(([key, property]) => {
      if (!isJsonObject(property)) return [];
      const here = typeof property["description"] === "string" ? [] : [`${at}/${key}`];
      return [...here, ...silent(property, `${at}/${key}`)];
    });
  });
}

function nested(part: Json): readonly JsonObject[] {
  return (Array.isArray(part) ? part : [part]).filter(isJsonObject);
}

const documents = globSync("{examples,policies}/**/{*.policy,*.source,*.collector,bylaw,waivers}.yaml", {
  cwd: root,
}).filter((file) => !file.includes("node_modules"));

it.each(documents)("accepts %s", (file) => {
  expect(errors(schemaOf(basename(file)), readFileSync(join(root, file), "utf8"))).toEqual([]);
});

it("is given documents", () => {
  expect(documents.length).toBeGreaterThan(5);
});

describe("options in the policy schema", () => {
  const schema = publishedSchemas(fakeRegistry).get("policy.schema.json") ?? {};
  const policy = (options: string, more = "") =>
    `bylaw: 1\npolicy: p\n${more}data: { logs: { source: cloud.logs } }\nrules: { r: ${options} }\n`;

  it.each([
    ["a duration", "{ check: retention, with: { at: x, max: P1D } }"],
    ["a template for it", '{ check: retention, with: { at: x, max: "{{ $var.n }}" } }'],
    ["a template for a number", '{ check: threshold, with: { max: "{{ $var.n }}" } }'],
    ["a template for a list", '{ check: redaction, with: { fields: "{{ $var.fields }}" } }'],
    ["assert in the rule", "{ check: expression, assert: a = 1 }"],
    ["options of a check that a plug-in adds", "{ check: mine, with: { any: 1 } }"],
  ])("accepts %s", (_, rule) => {
    expect(errors(schema, policy(rule))).toEqual([]);
  });

  it.each([
    ["text for a duration", "{ check: retention, with: { at: x, max: one day } }"],
    ["text for a number", "{ check: threshold, with: { max: many } }"],
    ["an unknown option", "{ check: retention, with: { at: x, max: P1D, maxx: P1D } }"],
    ["a missing option", "{ check: retention, with: { max: P1D } }"],
    ["missing options", "{ check: retention }"],
    ["a missing alternative", "{ check: retention, with: { at: x } }"],
  ])("refuses %s", (_, rule) => {
    expect(errors(schema, policy(rule))).not.toEqual([]);
  });

  it("lets an extending policy leave to its base what must be there", () => {
    expect(errors(schema, policy("{ check: retention, with: { max: P1D } }", "extends: ./base\n"))).toEqual(
      [],
    );
    expect(errors(schema, policy("{ with: { max: P1D } }", "extends: ./base\n"))).toEqual([]);
    expect(
      errors(schema, policy("{ check: retention, with: { maxx: P1D } }", "extends: ./base\n")),
    ).not.toEqual([]);
  });
});

it("moves references along with a schema", () => {
  const moved = templatedSchema(
    { properties: { a: { $ref: "#/$defs/x" } }, $defs: { x: { type: "integer" } } },
    "#/$defs/check-a",
    "#/$defs/template",
  );
  expect(moved).toEqual({
    properties: { a: { anyOf: [{ $ref: "#/$defs/check-a/$defs/x" }, { $ref: "#/$defs/template" }] } },
    $defs: { x: { type: "integer" } },
  });
});
