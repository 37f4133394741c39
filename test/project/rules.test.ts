import { describe, expect, it } from "vitest";
import { one, policy, shown } from "./loading.ts";

describe("data", () => {
  it.each([
    ["a: { source: cloud.flwos }", ["unknown-data-source"]],
    ["a: { with: {} }", ["missing-key"]],
    ["a: { sorce: cloud.flows }", ["unknown-key"]],
    ["a: { source: cloud.logs, with: { last: two hours } }", ["wrong-value"]],
    ["a: { source: cloud.logs, with: { limit: 0 } }", ["wrong-value"]],
    ["a: { source: cloud.logs, wiht: { limit: 1 } }", ["unknown-key"]],
    ["a: { source: cloud.flows, tenant: dmeo }", ["unknown-tenant"]],
    ["a: { source: cloud.flows, tenant: else }", ["wrong-provider"]],
    ["a: { source: cloud.flows }\n  b: { source: other.things }", ["mixed-providers"]],
    ["a: { source: cloud.flows }\n  b: { source: other.things, tenant: else }", []],
    ["a: { source: cloud.flows }\n  b: { source: files.json, with: { path: x.json } }", []],
    ["a: { source: cloud.flows, tenant: demo }\n  b: { source: other.things }", []],
    ["A: { source: cloud.flows }", ["wrong-value"]],
  ])("%s", (data, codes) => {
    const loaded = one(policy("p", { data, rule: `{ check: unique, on: ${data[0]}, with: { by: id } }` }));
    expect(loaded.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(loaded.project === undefined).toBe(codes.length > 0);
  });
});

describe("rules", () => {
  const both = "flows: { source: cloud.flows }\n  logs: { source: cloud.logs }";
  it.each([
    ["{ on: flows }", ["missing-key r"]],
    ["{ check: unique, with: { by: id } }", ["missing-key r"]],
    ["{ check: uniqe, on: flows }", ["unknown-check uniqe"]],
    ["{ chekc: unique, on: flows }", ["unknown-key chekc"]],
    ["{ check: unique, on: flow, with: { by: id } }", ["unknown-dataset flow"]],
    ["{ check: unique, on: flows }", ["missing-key unique"]],
    ["{ check: unique, on: flows, wiht: { by: id } }", ["unknown-key wiht"]],
    ["{ check: unique, on: flows, with: { by: id, bye: 1 } }", ["unknown-key bye"]],
    ["{ check: unique, on: flows, with: { by: nmae } }", ["unknown-path nmae"]],
    ["{ check: unique, on: flows, with: { by: [id, nmae] } }", ["unknown-path nmae"]],
    ["{ check: unique, on: flows, with: 5 }", ["wrong-type 5"]],
    [
      "{ check: expression, on: flows, assert: a, with: { assert: b } }",
      ["duplicate-option assert", "unknown-path b"],
    ],
    ["{ check: unique, on: flows, assert: id = 1, with: { by: id } }", ["unknown-key assert"]],
    ["{ check: expression, on: flows, assert: id = 'x', where: 'id = ' }", ["expression-syntax  "]],
    [
      "{ check: expression, on: logs, assert: $exists(nodeId), where: logLevel = 'EROR' }",
      ["unknown-value 'EROR'"],
    ],
    [`{ check: expression, on: logs, assert: "logLevel in ['WARN', 'EROR']" }`, ["unknown-value 'EROR'"]],
    ["{ check: expression, on: flows, assert: id = 1 }", ["unknown-value 1"]],
    ["{ check: expression, on: flows, assert: $foo(id) }", ["unknown-function $foo"]],
    ["{ check: expression, on: flows, assert: $eval(id) }", ["refused-function $eval"]],
    ["{ check: expression, on: flows, assert: id = $vra.x }", ["unknown-variable $vra"]],
    ["{ check: expression, on: flows, assert: id = $var.x }", ["unknown-path x"]],
    ["{ check: expression, on: flows, assert: id in $data.log.id }", ["unknown-path log"]],
    ["{ check: expression, on: flows, assert: id in $data.logs.idd }", ["unknown-path idd"]],
    ["{ check: expression, on: flows, assert: id = $tenant.nmae }", ["unknown-path nmae"]],
    ["{ check: expression, on: flows, assert: id = 'x', message: 'Is {{ nmae }}' }", ["unknown-path nmae"]],
    [
      "{ check: expression, on: flows, assert: id = 'x', message: 'It''s {{ nmae }}' }",
      ["unknown-path nmae"],
    ],
    ["{ check: expression, on: flows, assert: id = 'x', message: 'Is {{ name' }", ["template-syntax {{"]],
    ["{ check: expression, on: flows, assert: id = 'x', remediation: '{{ }}' }", ["template-syntax {{ }}"]],
    [
      "{ check: expression, on: flows, assert: id = 'x', severity: [{ when: nmae = 'x', then: low }, high] }",
      ["unknown-path nmae"],
    ],
    [
      "{ check: expression, on: flows, assert: id = 'x', severity: [high, low] }",
      ["unreachable-severity low"],
    ],
    ["{ check: expression, on: flows, assert: id = 'x', severity: [] }", ["wrong-value []"]],
    ["{ check: expression, on: flows, assert: id = 'x', controls: [gdpr] }", ["wrong-value gdpr"]],
    ["{ check: expression, on: flows, assert: id = 'x', onMissing: skip }", ["wrong-value skip"]],
    ["{ check: reference, on: logs, with: { at: nodeId, in: flow } }", ["unknown-dataset flow"]],
    ["{ check: reference, on: logs, with: { at: nodeId, in: flows, key: nodeId } }", ["unknown-path nodeId"]],
    ["{ check: reference, on: logs, with: { at: nodeId, in: flows, key: division.id } }", []],
    ["{ check: pii, on: logs, with: { patterns: { mine: '(?=a)b' } } }", ["invalid-pattern '(?=a)b'"]],
    ["{ check: pii, on: logs, with: { patterns: { mine: 'a{2,3}b' } } }", []],
    [
      "{ check: schema, on: logs, with: { fields: { 'nodeId?': string, 'nodId?': string } } }",
      ["unknown-path 'nodId?'"],
    ],
    [
      "{ check: schema, on: flows, with: { schema: { properties: { division: { properties: { idd: {} } } } } } }",
      ["unknown-path idd"],
    ],
    [
      "{ check: schema, on: flows, with: { fields: { division.id: string, division.nmae?: string } } }",
      ["unknown-path division.nmae?"],
    ],
    [
      "{ check: change-window, on: logs, with: { at: timestamp, windows: [{ zone: Europe/Berlni }] } }",
      ["wrong-value Europe/Berlni"],
    ],
    [
      "{ check: change-window, on: logs, with: { at: timestamp, windows: [{ zone: UTC }, { zone: America/St_Johns }] } }",
      [],
    ],
    ["{ check: retention, on: logs, with: { at: timestamp } }", ["missing-key with"]],
    ["{ check: retention, on: logs, with: { at: timestamp, max: -P1D } }", ["wrong-value -P1D"]],
  ])("%s", (rule, expected) => {
    const loaded = one(policy("p", { data: both, rule }));
    expect(shown(loaded)).toEqual(expected);
    expect(loaded.project === undefined).toBe(expected.length > 0);
  });

  it("holds the values of variables against the fields they are compared with, and does not repeat them", () => {
    const more = "variables: { level: { type: string, default: EROR } }\n";
    const rule = "{ check: expression, on: logs, assert: $exists(nodeId), where: logLevel = $var.level }";
    const text = policy("p", { data: both, rule, more });
    const [diagnostic, ...rest] = one(text).diagnostics;
    expect(rest).toEqual([]);
    expect(diagnostic).toMatchObject({ code: "unknown-value", suggestions: ['Did you mean "ERROR"?'] });
    expect(diagnostic?.summary).not.toContain("EROR");
    const variables = { assignments: ["level=WARN"] };
    expect(one(text, { variables }).diagnostics).toEqual([]);
  });

  it("notes the fields that must exist where no schema says which there are", () => {
    const things = "{ source: files.json, with: { path: x.json } }";
    const assumes = (rule: string) =>
      one(
        policy("p", { data: `flows: { source: cloud.flows }\n  a: ${things}\n  b: ${things}`, rule }),
      ).project?.policies[0]?.rules[0]?.assumes.map(({ dataset, path }) => [dataset, ...path].join("."));
    expect(assumes("{ check: unique, on: a, where: $exists(z), with: { by: [x.y, x.z, v] } }")).toEqual([
      "a.z",
      "a.x.y",
      "a.x.z",
      "a.v",
    ]);
    expect(assumes("{ check: expression, on: flows, assert: 'id in $data.b[on].flow.id' }")).toEqual([
      "b.on",
      "b.flow.id",
    ]);
    expect(
      assumes("{ check: expression, on: a, assert: '$exists($lookup($index($data.b, \"key\"), id))' }"),
    ).toEqual(["b.key", "a.id"]);
    expect(
      assumes("{ check: orphans, on: flows, with: { references: [{ from: b, at: '[x.id, y.id]' }] } }"),
    ).toEqual(["b.x.id", "b.y.id"]);
    expect(assumes("{ check: schema, on: a, with: { fields: { 'x.y?': string, z: string } } }")).toEqual([
      "a.x.y",
    ]);
    const document =
      "{ required: [r], properties: { r: {}, x: { properties: { y: {} } }, z: { items: { properties: { v: {} } } }, no: false } }";
    expect(assumes(`{ check: schema, on: a, with: { schema: ${document} } }`)).toEqual(["a.x.y", "a.z.v"]);
    expect(assumes("{ check: required-fields, on: a, with: { fields: [x] } }")).toEqual([]);
  });

  it("suggests the time zone that was meant", () => {
    const rule =
      "{ check: change-window, on: logs, with: { at: timestamp, windows: [{ zone: Europe/Berlni }] } }";
    const [diagnostic] = one(policy("p", { data: both, rule })).diagnostics;
    expect(diagnostic).toMatchObject({
      expected: "an IANA time zone such as Europe/Berlin",
      suggestions: ['Did you mean "Europe/Berlin"?'],
    });
  });

  it.each([
    ["{ check: expression, on: a, assert: $exists(x) }", ["a"]],
    ["{ check: expression, on: a, assert: 'x in $data.b.y' }", ["a", "b"]],
    ["{ check: expression, on: a, assert: 'x in $data . `b` [y].z' }", ["a", "b"]],
    ["{ check: expression, on: a, assert: $exists(x), where: x in $data.b.y }", ["a", "b"]],
    ["{ check: expression, on: a, assert: $exists(x), message: '{{ $count($data.b) }}' }", ["a", "b"]],
    [
      "{ check: expression, on: a, assert: $exists(x), severity: [{ when: $exists($data.c), then: low }, high] }",
      ["a", "c"],
    ],
    ["{ check: expression, on: a, assert: '($d := $data; $exists($d.b))' }", ["a", "b", "c"]],
    ["{ check: expression, on: a, assert: '$exists($lookup($data, x))' }", ["a", "b", "c"]],
    ["{ check: reference, on: b, with: { at: x, in: c } }", ["b", "c"]],
  ])("reads what it names: %s", (rule, expected) => {
    const data = ["a", "b", "c"].map((name) => `${name}: { source: files.json, with: { path: x.json } }`);
    const { project } = one(policy("p", { data: data.join("\n  "), rule }));
    expect(project?.policies[0]?.rules[0]?.reads).toEqual(expected);
  });

  it("says which values a field can have", () => {
    const rule = "{ check: expression, on: logs, assert: $exists(nodeId), where: logLevel = 'EROR' }";
    const [diagnostic] = one(policy("p", { data: both, rule })).diagnostics;
    expect(diagnostic).toMatchObject({
      severity: "error",
      expected: '"ERROR", "WARN" or "INFO"',
      suggestions: ['Did you mean "ERROR"?'],
    });
  });

  it("suggests what was meant", () => {
    const { diagnostics } = one(
      policy("p", { data: both, rule: "{ check: uniqe, on: flws, where: logLevl = 'x' }" }),
    );
    expect(diagnostics.map(({ suggestions }) => suggestions?.[0])).toEqual([
      'Did you mean "unique"?',
      'Did you mean "flows"?',
    ]);
  });
});
