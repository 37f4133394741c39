import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Registry } from "../../src/model/registry.ts";
import { loadConfig } from "../../src/project/load-config.ts";
import { loadPolicies } from "../../src/project/load-policies.ts";
import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
import { projectFolder } from "./project-folder.ts";

const tenants = "tenants:\n  demo: { provider: cloud, region: eu-west-1 }\n  else: { provider: other }\n";
const config = `bylaw: 1\n${tenants}`;

/** A policy with one dataset `flows` and one rule; `data` and `rule` replace them. */
function policy(
  id: string,
  { data = "flows: { source: cloud.flows }", rule = "{ check: unique, with: { by: id } }", more = "" } = {},
) {
  return `bylaw: 1\npolicy: ${id}\n${more}data:\n  ${data}\nrules:\n  r: ${rule}\n`;
}

function load(
  files: Readonly<Record<string, string>>,
  options: Partial<Parameters<typeof loadProject>[1]> = {},
) {
  const folder = projectFolder({ "bylaw.yaml": config, ...files });
  return loadProject(folder, { registry: fakeRegistry, variables: {}, ...options });
}

/** `code file:line:column` of everything reported. */
function told({ diagnostics }: ReturnType<typeof load>): readonly string[] {
  return diagnostics.map(({ code, location }) =>
    location === undefined ? code : `${code} ${location.file}:${location.line}:${location.column}`,
  );
}

/** `code text` of everything reported: the text that is underlined, up to the end of its line. */
function shown({ diagnostics, sources }: ReturnType<typeof load>): readonly string[] {
  return diagnostics.map(({ code, location }) => {
    const line = sources.get(location?.file ?? "")?.split("\n")[(location?.line ?? 0) - 1] ?? "";
    const end = location?.endLine === location?.line ? location?.endColumn : undefined;
    return `${code} ${line.slice((location?.column ?? 1) - 1, end === undefined ? undefined : end - 1)}`;
  });
}

/** Permissions mean nothing to root. */
function asNobody<T>(run: () => T): T {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

function one(text: string, options: Partial<Parameters<typeof loadProject>[1]> = {}) {
  return load({ "policies/p.policy.yaml": text }, options);
}

describe("what makes a project", () => {
  it("is given as read, with its tenants, plug-ins and the severity that fails", () => {
    const { project, diagnostics, sources } = load({
      "bylaw.yaml": `${config}failOn: low\nplugins: { bylaw-x: ^1.0.0 }\n`,
      "policies/deep/a.policy.yaml": policy("a"),
    });
    expect(diagnostics).toEqual([]);
    expect(project).toMatchObject({
      failOn: "low",
      plugins: [{ name: "bylaw-x", version: "^1.0.0", location: { line: 6 } }],
      tenants: [
        { name: "demo", provider: "cloud", config: { region: "eu-west-1" }, location: { line: 3 } },
        { name: "else", provider: "other", config: {} },
      ],
      policies: [
        { id: "a", rules: [{ id: "a/r", on: "flows", severity: [{ then: "medium" }], onEmpty: "error" }] },
      ],
    });
    expect([...sources.keys()]).toEqual(["bylaw.yaml", "policies/deep/a.policy.yaml"]);
  });

  it.each([
    ["no folder", undefined, "missing-folder"],
    ["no bylaw.yaml", {}, "missing-project"],
  ])("%s", (_, files, code) => {
    const folder = files === undefined ? "/nonexistent/folder" : projectFolder(files);
    const { project, diagnostics } = loadProject(folder, { registry: fakeRegistry, variables: {} });
    expect(project).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  it("says how to begin", () => {
    const { diagnostics } = loadConfig(projectFolder({}));
    expect(diagnostics[0]?.suggestions?.[0]).toContain("bylaw init");
  });

  it.each([
    ["no policies", {}, ["no-match"]],
    [
      "a glob without match",
      { "bylaw.yaml": "bylaw: 1\npolicies: [a/*.yaml, p.yaml]\n", "p.yaml": policy("p") },
      ["no-match bylaw.yaml:2:12"],
    ],
    [
      "a missing file",
      { "bylaw.yaml": "bylaw: 1\npolicies: [p.yaml, q.yaml]\n", "p.yaml": policy("p") },
      ["missing-file bylaw.yaml:2:20"],
    ],
    [
      "a missing waiver file",
      { "bylaw.yaml": "bylaw: 1\npolicies: [p.yaml]\nwaivers: w.yaml\n", "p.yaml": policy("p") },
      ["missing-file bylaw.yaml:3:10"],
    ],
    [
      "two policies of one id",
      { "policies/a.policy.yaml": policy("x"), "policies/b.policy.yaml": policy("x") },
      ["duplicate-policy policies/b.policy.yaml:2:9"],
    ],
    [
      "no rules",
      { "policies/a.policy.yaml": "bylaw: 1\npolicy: a\ndata: { f: { source: cloud.flows } }\nrules: {}\n" },
      ["no-rules policies/a.policy.yaml:4:1"],
    ],
    [
      "no rules key",
      { "policies/a.policy.yaml": "bylaw: 1\npolicy: a\ndata: { f: { source: cloud.flows } }\n" },
      ["no-rules policies/a.policy.yaml:2:1"],
    ],
    [
      "only dropped rules",
      { "policies/a.policy.yaml": policy("a", { rule: "{ check: unique, enabled: false }" }) },
      ["no-rules policies/a.policy.yaml:5:1"],
    ],
    [
      "no data",
      {
        "policies/a.policy.yaml": "bylaw: 1\npolicy: a\nrules: { r: { check: unique, with: { by: id } } }\n",
      },
      ["missing-key policies/a.policy.yaml:3:1"],
    ],
    [
      "empty data",
      {
        "policies/a.policy.yaml":
          "bylaw: 1\npolicy: a\ndata: {}\nrules: { r: { check: unique, with: { by: id } } }\n",
      },
      ["missing-key policies/a.policy.yaml:3:1"],
    ],
    ["an empty policy file", { "policies/a.policy.yaml": "" }, ["empty-document policies/a.policy.yaml:1:1"]],
    ["a list as policy", { "policies/a.policy.yaml": "- a\n" }, ["wrong-type policies/a.policy.yaml:1:1"]],
    [
      "another version",
      { "policies/a.policy.yaml": policy("a").replace("bylaw: 1", "bylaw: 2") },
      ["wrong-value policies/a.policy.yaml:1:8"],
    ],
    [
      "an unknown severity to fail on",
      { "bylaw.yaml": "bylaw: 1\nfailOn: hgih\n", "policies/a.policy.yaml": policy("a") },
      ["wrong-value bylaw.yaml:2:9"],
    ],
    [
      "a plug-in without version",
      { "bylaw.yaml": "bylaw: 1\nplugins: [{ name: x }]\n", "policies/a.policy.yaml": policy("a") },
      ["missing-key bylaw.yaml:2:11"],
    ],
    [
      "a plug-in twice",
      {
        "bylaw.yaml": "bylaw: 1\nplugins: [{ name: x, version: 1.0.0 }, { name: x, version: 1.0.0 }]\n",
        "policies/a.policy.yaml": policy("a"),
      },
      ["duplicate-plugin bylaw.yaml:2:40"],
    ],
  ])("%s is an error", (_, files, expected) => {
    const loaded = load(files);
    expect(loaded.project).toBeUndefined();
    expect(told(loaded)).toEqual(expected);
  });

  it("reports folders that cannot be read, rather than leaving out what is in them", () => {
    const folder = projectFolder({
      "bylaw.yaml": config,
      "policies/a.policy.yaml": policy("a"),
      "policies/x/b.policy.yaml": policy("b"),
    });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "policies/x"), 0);
    const { project, diagnostics } = asNobody(() =>
      loadProject(folder, { registry: fakeRegistry, variables: {} }),
    );
    chmodSync(join(folder, "policies/x"), 0o755);
    expect(project).toBeUndefined();
    expect(diagnostics.map(({ code, found }) => [code, found])).toEqual([
      ["unreadable-folder", "policies/x"],
    ]);
  });

  it("reports files that cannot be read", () => {
    const folder = projectFolder({ "bylaw.yaml": config, "policies/a.policy.yaml": policy("a") });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "policies/a.policy.yaml"), 0);
    const { diagnostics } = asNobody(() => loadProject(folder, { registry: fakeRegistry, variables: {} }));
    expect(diagnostics.map(({ code, found }) => [code, found])).toEqual([
      ["unreadable-file", "policies/a.policy.yaml"],
    ]);
  });

  it("ignores node_modules", () => {
    const { project } = load({
      "policies/a.policy.yaml": policy("a"),
      "policies/node_modules/x/b.policy.yaml": policy("b"),
    });
    expect(project?.policies.map(({ id }) => id)).toEqual(["a"]);
  });

  it("gives the same whatever the order in which files were made", () => {
    const files = Array.from(
      { length: 12 },
      (_, index) => [`policies/${index}.policy.yaml`, policy(`p${index}`)] as const,
    );
    const shapes = [files, [...files].reverse()].map((each) => {
      const { project } = load(Object.fromEntries(each));
      return JSON.stringify(project?.policies);
    });
    expect(shapes[0]).toBe(shapes[1]);
  });
});

describe("policies of the command line", () => {
  const files = {
    "policies/a.policy.yaml": policy("a"),
    "policies/b.policy.yaml": policy("b"),
    "other/c.policy.yaml": policy("c"),
  };
  it.each([
    [["policies/b.policy.yaml"], ["b"]],
    [["policies"], ["a", "b"]],
    [["."], ["c", "a", "b"]],
    [
      ["other/*.yaml", "policies/a.policy.yaml"],
      ["c", "a"],
    ],
    [["policies/a.policy.yaml", "policies/a.policy.yaml"], ["a"]],
  ])("%j replace the project's", (paths, ids) => {
    expect(load(files, { paths }).project?.policies.map(({ id }) => id)).toEqual(ids);
  });

  it("may be absolute, and need no bylaw.yaml", () => {
    const folder = projectFolder({ "a.policy.yaml": policy("a"), "odd [name].policy.yaml": policy("b") });
    const paths = [join(folder, "a.policy.yaml"), join(folder, "odd [name].policy.yaml")];
    const { project, diagnostics } = loadProject(folder, { registry: fakeRegistry, variables: {}, paths });
    expect(diagnostics).toEqual([]);
    expect(project).toMatchObject({ failOn: "low", tenants: [], policies: [{ id: "a" }, { id: "b" }] });
  });

  it.each([
    ["nowhere.policy.yaml", "missing-file"],
    ["nowhere/*.yaml", "no-match"],
    ["empty", "no-match"],
  ])("%s leads nowhere", (path, code) => {
    const folder = projectFolder({ "bylaw.yaml": config });
    mkdirSync(join(folder, "empty"));
    const loaded = loadProject(folder, { registry: fakeRegistry, variables: {}, paths: [path] });
    expect(told(loaded)).toEqual([code]);
  });
});

describe("tenants", () => {
  it.each([
    ["a: { provider: clod }", "unknown-provider bylaw.yaml:3:18"],
    ["a: { provider: cloud }", "missing-key bylaw.yaml:3:3"],
    ["a: { provider: cloud, region: eu-west-2 }", "wrong-value bylaw.yaml:3:33"],
    ["a: { provider: cloud, region: eu-west-1, regoin: x }", "unknown-key bylaw.yaml:3:44"],
    ["a: { region: x }", "missing-key bylaw.yaml:3:3"],
    ["Prod: { provider: cloud, region: eu-west-1 }", "wrong-value bylaw.yaml:3:3"],
    ["a: 5", "wrong-type bylaw.yaml:3:6"],
  ])("%s", (tenant, problem) => {
    const loaded = load({
      "bylaw.yaml": `bylaw: 1\ntenants:\n  ${tenant}\n`,
      "policies/a.policy.yaml": policy("a"),
    });
    expect(told(loaded)).toEqual([problem]);
  });

  it("never repeats a secret that was written into the file", () => {
    const { diagnostics } = load({
      "bylaw.yaml":
        "bylaw: 1\ntenants:\n  a:\n    provider: cloud\n    region: eu-west-1\n    credentials:\n      clientId: { env: ID }\n      clientSecret: hunter2\n",
      "policies/a.policy.yaml": policy("a"),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["wrong-type"]);
    expect(JSON.stringify(diagnostics)).not.toContain("hunter2");
  });

  it("keeps references to the environment as they are", () => {
    const { project } = load({
      "bylaw.yaml":
        "bylaw: 1\ntenants: { a: { provider: cloud, region: eu-west-1, credentials: { clientId: { env: A }, clientSecret: { env: B } } } }\n",
      "policies/a.policy.yaml": policy("a"),
    });
    expect(project?.tenants[0]?.config["credentials"]).toEqual({
      clientId: { env: "A" },
      clientSecret: { env: "B" },
    });
  });
});

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
    ["{ check: retention, on: logs, with: { at: timestamp } }", ["missing-key with"]],
    ["{ check: retention, on: logs, with: { at: timestamp, max: -P1D } }", ["wrong-value -P1D"]],
  ])("%s", (rule, expected) => {
    const loaded = one(policy("p", { data: both, rule }));
    expect(shown(loaded)).toEqual(expected);
    expect(loaded.project === undefined).toBe(expected.length > 0);
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

describe("templates in options", () => {
  const variables =
    "variables:\n  age: { type: duration, default: P30D }\n  n: { type: integer, default: 3 }\n  list: { type: list, default: [a, b] }\n  none: { type: string, default: '' }\n";
  const options = (rule: string) => one(policy("p", { more: variables, rule }));

  it.each([
    [
      "{ check: retention, with: { at: publishedAt, max: '{{ $var.age }}' } }",
      { at: "publishedAt", max: "P30D" },
    ],
    [
      "{ check: retention, with: { at: publishedAt, max: 'P{{ $var.n }}D' } }",
      { at: "publishedAt", max: "P3D" },
    ],
    ["{ check: threshold, with: { max: '{{ $var.n * 2 }}' } }", { max: 6 }],
    ["{ check: redaction, with: { fields: '{{ $var.list }}' } }", { fields: ["a", "b"] }],
    ["{ check: redaction, with: { fields: ['x-{{ $var.list[1] }}'] } }", { fields: ["x-b"] }],
    ["{ check: unique, with: { by: 'id & \"{{\"' } }", { by: 'id & "{{"' }],
  ])("%s", (rule, expected) => {
    const { project, diagnostics } = options(rule);
    expect(diagnostics).toEqual([]);
    expect(project?.policies[0]?.rules[0]?.options).toEqual(expected);
  });

  it.each([
    ["{ check: threshold, with: { max: '{{ $var.age }}' } }", ["wrong-type"]],
    ["{ check: threshold, with: { max: '{{ $var.m }}' } }", ["unknown-path"]],
    ["{ check: threshold, with: { max: '{{ name }}' } }", ["unknown-path"]],
    ["{ check: threshold, with: { max: '{{ $now() }}' } }", ["clock-in-template"]],
    ["{ check: threshold, with: { max: '{{ $random() }}' } }", ["refused-function"]],
    ["{ check: threshold, with: { max: '{{ $var.list[7] }}' } }", ["template-failed"]],
    ["{ check: threshold, with: { max: '{{ $number($var.age) }}' } }", ["template-failed"]],
    ["{ check: threshold, with: { max: '{{ $var.n' } }", ["template-syntax"]],
  ])("%s", (rule, codes) => {
    expect(options(rule).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it("does not report a second time what a variable without value breaks", () => {
    const more = "variables: { n: { type: integer } }\n";
    const loaded = one(policy("p", { more, rule: "{ check: threshold, with: { max: '{{ $var.n }}' } }" }));
    expect(told(loaded)).toEqual(["missing-variable policies/p.policy.yaml:3:14"]);
  });

  it("resolves parameters of data sources too", () => {
    const { project } = one(
      policy("p", { more: variables, data: "logs: { source: cloud.logs, with: { limit: '{{ $var.n }}' } }" }),
    );
    expect(project?.policies[0]?.data[0]?.parameters).toEqual({ limit: 3 });
  });
});

describe("variables", () => {
  const text = policy("p", { more: "variables: { n: { type: integer, default: 1 } }\n" });

  it("come from the caller", () => {
    const { project } = one(text, { variables: { assignments: ["n=5"] } });
    expect(project?.policies[0]?.variables).toEqual({ n: 5 });
  });

  it("are refused when no policy has them, wherever they come from", () => {
    expect(told(one(text, { variables: { assignments: ["m=5"] } }))).toEqual(["unknown-variable"]);
    expect(
      told(load({ "bylaw.yaml": `${config}variables: { m: 1 }\n`, "policies/p.policy.yaml": text })),
    ).toEqual(["unknown-variable bylaw.yaml:5:14"]);
    const file = { file: "vars.yaml", text: "a: 1\nn: 2\n" };
    expect(told(one(text, { variables: { files: [file] } }))).toEqual(["unknown-variable vars.yaml:1:1"]);
  });

  it("are not looked for in policies that could not be read", () => {
    const loaded = load({ "policies/p.policy.yaml": "a: [" }, { variables: { assignments: ["n=5"] } });
    expect(told(loaded)).toEqual([expect.stringMatching(/^yaml-syntax/)]);
  });
});

describe("data sources of the project", () => {
  const source = (more = "", name = "cloud.mine") =>
    `bylaw: 1\nsource: ${name}\nprovider: cloud\ntitle: Mine\nresource: { type: mine, id: id }\n${more}schema: { type: object, additionalProperties: false, properties: { id: { type: string } } }\nread: { path: /mine }\n`;
  const uses = policy("p", { data: "mine: { source: cloud.mine, with: { size: 5 } }" });
  const parameters =
    "parameters: { type: object, additionalProperties: false, properties: { size: { type: integer } } }\n";

  it("serve policies, with their schemas", () => {
    const files = { "sources/mine.source.yaml": source(parameters), "policies/p.policy.yaml": uses };
    const { project, diagnostics } = load(files);
    expect(diagnostics).toEqual([]);
    expect(project?.dataSources).toMatchObject([
      { name: "cloud.mine", provider: "cloud", read: { path: "/mine" } },
    ]);
    expect(told(load({ ...files, "policies/p.policy.yaml": uses.replace("by: id", "by: idd") }))).toEqual([
      "unknown-path policies/p.policy.yaml:6:35",
    ]);
    expect(told(load({ ...files, "policies/p.policy.yaml": uses.replace("size: 5", "size: x") }))).toEqual([
      "wrong-type policies/p.policy.yaml:4:45",
    ]);
  });

  it.each([
    ["a wrong schema", source("parameters: { type: objct }\n"), ["invalid-schema sources/x.source.yaml:6:1"]],
    [
      "a provider that does not exist",
      source().replace("provider: cloud", "provider: clod").replace("cloud.mine", "clod.mine"),
      ["unknown-provider sources/x.source.yaml:3:11"],
    ],
    ["another provider in its name", source("", "other.mine"), ["wrong-value sources/x.source.yaml:2:9"]],
    ["a name that is taken", source("", "cloud.flows"), ["duplicate-data-source sources/x.source.yaml:2:9"]],
    [
      "what the provider refuses",
      source().replace("path:", "pat:"),
      ["invalid-source sources/x.source.yaml:7:1"],
    ],
    [
      "an expression that its schema refuses",
      source().replace("id: id", "id: idd"),
      ["unknown-path sources/x.source.yaml:5:29"],
    ],
    [
      "an expression that is none",
      source().replace("id: id }", "id: 'id[' }"),
      [expect.stringMatching(/^expression-syntax sources\/x.source.yaml:5:/)],
    ],
    ["a missing key", source().replace("title: Mine\n", ""), ["missing-key sources/x.source.yaml:1:1"]],
    ["a wrong retention", source("retention: long\n"), ["wrong-value sources/x.source.yaml:6:12"]],
  ])("may not have %s", (_, text, expected) => {
    expect(told(load({ "sources/x.source.yaml": text, "policies/p.policy.yaml": policy("p") }))).toEqual(
      expected,
    );
  });

  it("may be named after the system instead of the provider", () => {
    const files = {
      "sources/a.source.yaml": source("", "tickets.open"),
      "policies/p.policy.yaml": policy("p"),
    };
    expect(load(files).project?.dataSources.map(({ name }) => name)).toEqual(["tickets.open"]);
  });

  it("are not said to be missing when something is wrong with them", () => {
    const files = { "sources/a.source.yaml": source("retention: long\n"), "policies/p.policy.yaml": uses };
    expect(told(load(files))).toEqual(["wrong-value sources/a.source.yaml:6:12"]);
  });

  it("may not share a name", () => {
    const files = { "sources/a.source.yaml": source(), "sources/b.source.yaml": source() };
    expect(told(load({ ...files, "policies/p.policy.yaml": policy("p") }))).toEqual([
      "duplicate-data-source sources/b.source.yaml:2:9",
    ]);
  });
});

describe("waivers", () => {
  const waiver = (more: string) => `bylaw: 1\nwaivers:\n  - { ${more} }\n`;
  const complete =
    "rule: p/r, resource: { type: flow, id: 'a*' }, owner: me, reason: because, expires: 2027-01-01";
  const withWaivers = (text: string) => load({ "waivers.yaml": text, "policies/p.policy.yaml": policy("p") });

  it.each([
    ["2027-01-01", "2027-01-01T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2027-01-01T12:00:00+02:00", "2027-01-01T10:00:00.000Z"],
    ["2026-12-31T23:59:59.999Z", "2026-12-31T23:59:59.999Z"],
  ])("expire at %s", (text, instant) => {
    const { project, diagnostics } = withWaivers(waiver(complete.replace("2027-01-01", text)));
    expect(diagnostics).toEqual([]);
    expect(project?.waivers.map(({ expires }) => new Date(expires).toISOString())).toEqual([instant]);
  });

  it.each([
    ["no owner", complete.replace("owner: me, ", ""), "missing-key"],
    ["a blank owner", complete.replace("owner: me", "owner: ' '"), "wrong-value"],
    ["no reason", complete.replace("reason: because, ", ""), "missing-key"],
    ["no end", complete.replace(", expires: 2027-01-01", ""), "missing-key"],
    ["no rule", complete.replace("rule: p/r, ", ""), "missing-key"],
    ["a rule without policy", complete.replace("p/r", "r"), "wrong-value"],
    ["no resource", complete.replace("resource: { type: flow, id: 'a*' }, ", ""), "missing-key"],
    ["any resource", complete.replace("{ type: flow, id: 'a*' }", "{}"), "wrong-value"],
    ["an unknown selector", complete.replace("type: flow", "tpye: flow"), "unknown-key"],
    ["an end that does not exist", complete.replace("2027-01-01", "2027-02-29"), "wrong-value"],
    ["an end without zone", complete.replace("2027-01-01", "2027-01-01T00:00:00"), "wrong-value"],
    ["an end that is no date", complete.replace("2027-01-01", "never"), "wrong-value"],
  ])("need more than %s", (_, text, code) => {
    const loaded = withWaivers(waiver(text));
    expect(loaded.project).toBeUndefined();
    expect(loaded.diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.location?.line}`)).toEqual(
      [`${code} 3`],
    );
  });

  it.each([
    ["p/x", ["unknown-rule waivers.yaml:3:13"]],
    ["p/*", []],
    ["*/r", []],
    ["*", ["wrong-value waivers.yaml:3:13"]],
    ["*p*/*r*", []],
    ["q*/r", ["unknown-rule waivers.yaml:3:13"]],
  ])("for %s", (rule, expected) => {
    expect(told(withWaivers(waiver(complete.replace("p/r", `'${rule}'`))))).toEqual(expected);
  });

  it("that waive nothing are only warned about", () => {
    const loaded = withWaivers(waiver(`${complete.replace("p/r", "p/q")}, tenant: dmeo`));
    expect(loaded.project?.waivers).toHaveLength(1);
    expect(
      loaded.diagnostics.map(({ code, severity, suggestions }) => [code, severity, suggestions?.[0]]),
    ).toEqual([
      ["unknown-rule", "warning", 'Did you mean "p/r"?'],
      ["unknown-tenant", "warning", 'Did you mean "demo"?'],
    ]);
  });
});

describe("in two steps", () => {
  it("the configuration can be read before plug-ins add what policies need", () => {
    const folder = projectFolder({
      "bylaw.yaml": `${config}plugins: [{ name: bylaw-x, version: 1.0.0 }]\n`,
      "policies/p.policy.yaml": policy("p", { rule: "{ check: mine, with: { size: 1 } }" }),
    });
    const { config: read, diagnostics } = loadConfig(folder);
    expect(diagnostics).toEqual([]);
    expect(read?.plugins).toMatchObject([{ name: "bylaw-x", version: "1.0.0" }]);
    if (read === undefined) return;
    const unique = fakeRegistry.checks.get("unique");
    if (unique === undefined) throw new Error("no unique");
    const optionsSchema = {
      type: "object",
      additionalProperties: false,
      properties: { size: { type: "integer" } },
    };
    const registry: Registry = {
      ...fakeRegistry,
      checks: new Map([["mine", { ...unique, name: "mine", optionsSchema }]]),
    };
    expect(loadPolicies(read, { registry, variables: {} }).diagnostics).toEqual([]);
    expect(
      loadPolicies(read, { registry: fakeRegistry, variables: {} }).diagnostics.map(({ code }) => code),
    ).toEqual(["unknown-check"]);
  });
});

it("tests a JSON Schema that an option holds", () => {
  const unique = fakeRegistry.checks.get("unique");
  if (unique === undefined) throw new Error("no unique");
  const optionsSchema = { type: "object", properties: { schema: { type: "object", format: "json-schema" } } };
  const registry: Registry = {
    ...fakeRegistry,
    checks: new Map([["mine", { ...unique, name: "mine", optionsSchema }]]),
  };
  const rule = (type: string) =>
    policy("p", { rule: `{ check: mine, with: { schema: { type: ${type} } } }` });
  expect(one(rule("object"), { registry }).diagnostics).toEqual([]);
  expect(told(one(rule("objct"), { registry }))).toEqual(["invalid-schema policies/p.policy.yaml:6:29"]);
});

it("reads each file once, so that a swap in between changes nothing", () => {
  const folder = projectFolder({ "bylaw.yaml": config, "policies/p.policy.yaml": policy("p") });
  const { project, sources } = loadProject(folder, { registry: fakeRegistry, variables: {} });
  writeFileSync(join(folder, "policies/p.policy.yaml"), policy("q"));
  expect(project?.policies[0]?.id).toBe("p");
  expect(sources.get("policies/p.policy.yaml")).not.toBe(
    readFileSync(join(folder, "policies/p.policy.yaml"), "utf8"),
  );
});
