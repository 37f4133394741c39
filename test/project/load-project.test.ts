import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Registry } from "../../src/model/registry.ts";
import { loadConfig } from "../../src/project/load-config.ts";
import { loadPolicies } from "../../src/project/load-policies.ts";
import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
import { asNobody, config, load, one, policy, told } from "./loading.ts";
import { projectFolder } from "./project-folder.ts";

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
