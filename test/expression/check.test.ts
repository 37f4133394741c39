import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import jsonata from "#jsonata-sync";
import { builtinNames } from "../../src/expression/builtins.ts";
import { check, checkTemplate } from "../../src/expression/check.ts";
import type { ExpressionEnvironment } from "../../src/expression/environment.ts";
import { policyFunctions } from "../../src/expression/functions/index.ts";

const environment: ExpressionEnvironment = {
  record: {
    type: "object",
    properties: {
      id: { type: "string" },
      name: { type: "string" },
      "display name": { type: "string" },
      owner: { $ref: "#/$defs/owner" },
      divisions: {
        type: "array",
        items: { type: "object", properties: { id: {}, name: { type: "string" } } },
      },
      attributes: { type: "object", additionalProperties: { type: "string" } },
      extra: { type: "object" },
      either: { anyOf: [{ $ref: "#/$defs/owner" }, { type: "null" }] },
      mixed: { allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] },
      tree: { $ref: "#/$defs/node" },
      loop: { $ref: "#/$defs/loop" },
      kind: { enum: ["BOT", "WORKFLOW", null] },
      kinds: { type: "array", items: { $ref: "#/$defs/kind" } },
      active: { type: ["boolean", "null"] },
      level: { anyOf: [{ const: "low" }, { const: "high" }] },
    },
    $defs: {
      kind: { type: "string", enum: ["BOT", "WORKFLOW"] },
      owner: {
        type: ["object", "null"],
        properties: { mail: { type: "string" }, team: { type: "object", properties: { lead: {} } } },
      },
      node: {
        type: "object",
        properties: { label: {}, children: { type: "array", items: { $ref: "#/$defs/node" } } },
      },
      loop: { $ref: "#/$defs/loop" },
    },
  },
  datasets: {
    flows: { type: "object", properties: { id: {}, publishedAt: { type: "string" } } },
    anything: undefined,
  },
  variables: ["unused_for", "wrong", "right", "mixed"],
  values: { wrong: "WORKFLW", right: "WORKFLOW", mixed: ["BOT", "BOTT"] },
  bindings: { tenant: { type: "object", properties: { name: { type: "string" } } }, free: undefined },
  functions: policyFunctions(0),
};

/** `code@text at fault` of each problem, with its suggestions. */
function found(source: string, env = environment): string[] {
  return check(source, env).map(
    ({ code, position, length, suggestions }) =>
      `${code} ${source.slice(position, position + length)}${suggestions.length > 0 ? ` → ${suggestions.join(" ")}` : ""}`,
  );
}

describe("paths", () => {
  test.each([
    "name",
    "$.name",
    "$$.owner.mail",
    "`display name`",
    "divisions.name",
    "divisions[0].name",
    "divisions[id = '1' and name != 'x'].id",
    "attributes.whatever",
    "extra.a.b.c",
    "either.mail",
    "mixed.a & mixed.b",
    "tree.children.children.label",
    "loop.anything",
    "owner.*.x",
    "**.x",
    "owner.(mail & team.lead)",
    "divisions.%.name",
    "$map(divisions, function($d) { $d.name })",
    "$map(divisions, function($d, $i, $all) { $all.name & $i })",
    "$filter(divisions, function($d) { $d.id = '1' }).name",
    "$reduce(divisions, function($sum, $d) { $sum + $d.id }, 0)",
    "divisions ~> $filter(function($d) { $d.name = 'a' })",
    "divisions^(name, >id).id",
    "divisions@$d.owner[mail = $d.name]",
    "divisions#$i[$i > 0].name",
    "divisions{id: name}",
    "($d := owner.team; $d.lead)",
    "($f := function($x) { $x.anything }; $f(owner))",
    "$data.flows.publishedAt",
    "$data.anything.x.y",
    "$var.unused_for",
    "$tenant.name & $free.x.y",
    "$count($data.flows[publishedAt > $$.name])",
    "$lookup(owner, 'mail')",
    "$lookup($index($data.flows, 'id'), id).publishedAt",
    "{'a': 1}.b",
    "$age($data.flows[0].publishedAt) > $duration($var.unused_for)",
    "(owner ? owner : divisions).id",
    "$ ~> |divisions|{'new': name}|",
    "(owner ?? {}).mail",
  ])("%s is in order", (source) => expect(found(source)).toEqual([]));

  test.each([
    ["nmae", "unknown-path nmae → name"],
    ["$.nmae", "unknown-path nmae → name"],
    ["$$.owner.mial", "unknown-path mial → mail"],
    ["`display nam`", "unknown-path `display nam` → `display name`"],
    ["divisions.nam", "unknown-path nam → name"],
    ["divisions[nam = 'x']", "unknown-path nam → name"],
    ["divisions[0].nam", "unknown-path nam → name"],
    ["name.first", "unknown-path first"],
    ["either.mial", "unknown-path mial → mail"],
    ["mixed.zzz", "unknown-path zzz"],
    ["tree.children.children.lable", "unknown-path lable → label"],
    ["owner.team.('x' & led)", "unknown-path led → lead"],
    ["$exists(nmae)", "unknown-path nmae → name"],
    ["$map(divisions, function($d) { $d.nam })", "unknown-path nam → name"],
    ["divisions ~> $filter(function($d) { $d.nam = 'a' })", "unknown-path nam → name"],
    ["$sort(divisions, function($l, $r) { $l.nam > $r.name })", "unknown-path nam → name"],
    ["$map(divisions, function($d) { $d.name }).x", "unknown-path x"],
    ["divisions^(nam)", "unknown-path nam → name"],
    ["divisions{id: nam}", "unknown-path nam → name"],
    ["divisions@$d.owner[mail = $d.nam]", "unknown-path nam → name"],
    ["($d := owner.team; $d.laed)", "unknown-path laed → lead"],
    ["$data.flow.id", "unknown-path flow → flows"],
    ["$data.flows.publishdAt", "unknown-path publishdAt → publishedAt"],
    ["$var.unusedfor", "unknown-path unusedfor → unused_for"],
    ["$tenant.nam", "unknown-path nam → name"],
    ["$lookup(owner, 'mial')", "unknown-path 'mial' → mail"],
    ["$index($data.flows, 'idd')", "unknown-path 'idd' → id"],
    ["(nmae ?? name)", "unknown-path nmae → name"],
    ["owner.[mial]", "unknown-path mial → mail"],
  ])("%s: %s", (source, problem) => expect(found(source)).toEqual([problem]));

  test.each([
    ["kind = 'WORKFLW'", "unknown-value 'WORKFLW' → WORKFLOW"],
    ["'WORKFLW' = $.kind", "unknown-value 'WORKFLW' → WORKFLOW"],
    ["kind != 'workflow'", "unknown-value 'workflow' → WORKFLOW"],
    ["kind in ['BOT', 'WORKFLW']", "unknown-value 'WORKFLW' → WORKFLOW"],
    ["'BOTT' in kinds", "unknown-value 'BOTT' → BOT"],
    ["tree[$$.kind = 'zzz'].label", "unknown-value 'zzz'"],
    ["level = 'hihg'", "unknown-value 'hihg' → high"],
    ["kind = $var.wrong", "unknown-value wrong → WORKFLOW"],
    ["kind in $var.mixed", "unknown-value mixed → BOT"],
    ["active = 'true'", "unknown-value 'true' → true"],
    ["name = 3", "unknown-value 3"],
    ["divisions[name = true].id", "unknown-value true"],
  ])("%s: %s", (source, problem) => expect(found(source)).toEqual([problem]));

  test.each([
    "kind = 'BOT' or kind in ['BOT', 'WORKFLOW'] or kind = null",
    "'BOT' in kinds and kinds = ['BOT']",
    "active = true or active = null",
    "kind = $var.right or kind = $var.unused_for or name = $var.wrong",
    "level = 'low'",
    "divisions.name = ['a', 'b']",
    "$lowercase(kind) = 'workflow'",
    "extra.x = 1 and attributes.y = 'z' and loop = 3",
  ])("%s is in order", (source) => expect(found(source)).toEqual([]));

  test("without a schema nothing is said", () => expect(found("a.b[c].d", {})).toEqual([]));
});

describe("names", () => {
  test.each([
    ["$cuont(divisions)", "unknown-function $cuont → $count"],
    ["$Count(divisions)", "unknown-function $Count → $count"],
    ["count(divisions)", "unknown-function count → $count"],
    ["divisions ~> $cuont", "unknown-function $cuont → $count"],
    ["$durration('P1D')", "unknown-function $durration → $duration"],
    ["$tennant.name", "unknown-variable $tennant → $tenant"],
    ["$map(divisions, $cuont)", "unknown-variable $cuont → $count"],
    ["$eval(name)", "refused-function $eval"],
    ["$random()", "refused-function $random"],
    ["divisions ~> $shuffle", "refused-function $shuffle"],
    ["$map(divisions.name, $eval)", "refused-function $eval"],
    ["($f := $eval; $f(name))", "refused-function $eval"],
    ["(($x := 1); $x)", "unknown-variable $x"],
  ])("%s: %s", (source, problem) => expect(found(source)).toEqual([problem]));

  test.each([
    "($x := 1; $y := $x; $x + $y)",
    "($fact := function($n) { $n < 2 ? 1 : $n * $fact($n - 1) }; $fact(3))",
    "($a := function() { $b() }; $b := function() { 1 }; $a())",
    "($eval := function($x) { $x }; $eval(name))",
    "$map([1], function($v) { ($w := $v; $w) })",
    "($first := $substring(?, 0, 1); $first(name))",
  ])("%s is in order", (source) => expect(found(source)).toEqual([]));

  test("the list of built-in functions is the library's", () => {
    const library = readFileSync(new URL("../../build/jsonata-sync.js", import.meta.url), "utf8");
    const bound = [...library.matchAll(/(?:staticFrame|environment)\.bind\('(\w+)', defineFunction/g)].map(
      (match) => match[1],
    );
    expect([...builtinNames].sort()).toEqual(bound.sort());
    for (const name of builtinNames) expect(jsonata(`$${name}`).evaluate(undefined), name).toBeDefined();
  });
});

describe("text", () => {
  test("all problems at once, in order", () => {
    expect(found("nmae = $vra.x and $cuont(divisons) > 1")).toEqual([
      "unknown-path nmae → name",
      "unknown-variable $vra → $var",
      "unknown-function $cuont → $count",
      "unknown-path divisons → divisions",
    ]);
  });
  test.each([
    ["name = ", "syntax", 6],
    ["name = = 'x'", "syntax", 7],
    ["'open", "syntax", 4],
    ["name ~> /a(?=b)/", "bad-pattern", 8],
    ["/[/", "syntax", 2],
    ["a".repeat(20_000), "too-long", 0],
    ["(".repeat(8_000), "syntax", 0],
  ])("%s: %s at %d", (source, code, position) => {
    const [problem] = check(source, environment);
    expect(problem).toMatchObject({ code, position, severity: "error" });
  });
  test("positions of a template are in its text", () => {
    const text = "Flow {{ name }} of {{ $uppercase(onwer.mail) }} {{";
    expect(checkTemplate(text, environment).map(({ code, position }) => [code, position])).toEqual([
      ["unknown-path", text.indexOf("onwer")],
      ["unclosed-template", text.lastIndexOf("{{")],
    ]);
  });
  test("deep but legal expressions end", () => {
    const deep = `${"(".repeat(300)}nmae${")".repeat(300)}`;
    expect(found(deep)).toEqual(["unknown-path nmae → name"]);
    expect(() => check(`1${"+1".repeat(8_000)}`, environment)).not.toThrow();
  });
});
