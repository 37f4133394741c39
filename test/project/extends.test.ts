import { describe, expect, it } from "vitest";
import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
import { projectFolder } from "./project-folder.ts";

const base = `bylaw: 1
policy: base
title: The base
owner: base-team
variables:
  age: { type: duration, default: P30D }
  limit: { type: integer, default: 1 }
data:
  logs: { source: cloud.logs, with: { last: PT1H, levels: [ERROR, WARN] } }
  flows: { source: cloud.flows }
rules:
  kept: { check: unique, on: flows, with: { by: id } }
  changed: { check: retention, on: logs, severity: low, tags: [a, b], with: { at: timestamp, max: "{{ $var.age }}" } }
  dropped: { check: unique, on: flows, with: { by: name } }
`;

const child = `bylaw: 1
policy: child
extends: ./base.yaml
owner: child-team
variables:
  age: { default: P7D }
data:
  logs: { with: { levels: [INFO] } }
rules:
  changed: { severity: high, tags: [c], with: { min: P1D } }
  dropped: { enabled: false }
  added: { check: expression, on: logs, assert: $exists(nodeId) }
`;

function load(files: Readonly<Record<string, string>>, packs: Readonly<Record<string, string>> = {}) {
  const folder = projectFolder({ "bylaw.yaml": "bylaw: 1\n", ...files });
  return loadProject(folder, { registry: fakeRegistry, variables: {}, packRoot: projectFolder(packs) });
}

function codes({ diagnostics }: ReturnType<typeof load>): readonly string[] {
  return diagnostics.map(({ code, location }) => `${code} ${location?.file}:${location?.line}`);
}

const minimal = (name: string, more: string) =>
  `bylaw: 1\npolicy: ${name}\n${more}\ndata: { f: { source: cloud.flows } }\nrules: { ${name}: { check: unique, with: { by: id } } }\n`;

describe("a policy over its base", () => {
  const loaded = load({ "policies/base.yaml": base, "policies/child.policy.yaml": child });
  const policy = loaded.project?.policies[0];

  it("merges maps key by key, and what stands in it wins", () => {
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.project?.policies).toHaveLength(1);
    expect(policy).toMatchObject({
      id: "child",
      title: "The base",
      owner: "child-team",
      variables: { age: "P7D", limit: 1 },
    });
    expect(policy?.data.map(({ name, parameters }) => [name, parameters])).toEqual([
      ["logs", { last: "PT1H", levels: ["INFO"] }],
      ["flows", {}],
    ]);
  });

  it("drops disabled rules, replaces lists and adds rules", () => {
    expect(policy?.rules.map(({ id }) => id)).toEqual(["child/kept", "child/changed", "child/added"]);
    expect(policy?.rules[1]).toMatchObject({
      severity: [{ then: "high" }],
      tags: ["c"],
      options: { at: "timestamp", max: "P7D", min: "P1D" },
    });
  });

  it("keeps every node's own file", () => {
    expect(policy?.rules.map(({ location }) => `${location.file}:${location.line}`)).toEqual([
      "policies/base.yaml:12",
      "policies/child.policy.yaml:10",
      "policies/child.policy.yaml:12",
    ]);
  });

  it("does not mix the options of different checks, nor the parameters of different sources", () => {
    const other = child
      .replace(
        "changed: { severity: high, tags: [c], with: { min: P1D } }",
        "changed: { check: unique, with: { by: id } }",
      )
      .replace("logs: { with: { levels: [INFO] } }", "logs: { source: cloud.ivrs }")
      .replace("nodeId", "name");
    const result = load({ "policies/base.yaml": base, "policies/child.policy.yaml": other });
    expect(result.diagnostics).toEqual([]);
    expect(result.project?.policies[0]?.rules[1]?.options).toEqual({ by: "id" });
    expect(result.project?.policies[0]?.data[0]?.parameters).toEqual({});
  });

  it("blames the file that holds the mistake, once", () => {
    const bad = base.replace("by: id", "bye: id");
    expect(
      codes(
        load({
          "policies/base.policy.yaml": bad,
          "policies/child.policy.yaml": child.replace("base.yaml", "base.policy.yaml"),
        }),
      ),
    ).toEqual(["unknown-key policies/base.policy.yaml:12"]);
  });
});

describe("several bases and chains", () => {
  it("lets later ones win", () => {
    const one = minimal("one", "title: One\nowner: one");
    const two = minimal("two", "title: Two");
    const top = minimal("top", "extends: [./one.yaml, ./two.yaml]");
    const { project } = load({
      "policies/one.yaml": one,
      "policies/two.yaml": two,
      "policies/top.policy.yaml": top,
    });
    expect(project?.policies[0]).toMatchObject({ title: "Two", owner: "one" });
    expect(project?.policies[0]?.rules.map(({ name }) => name)).toEqual(["one", "two", "top"]);
  });

  it("takes thirty diamonds without effort", () => {
    const files: Record<string, string> = { "policies/b0.yaml": minimal("b0", "") };
    for (let level = 1; level <= 30; level++) {
      files[`policies/b${level}.yaml`] = minimal(
        `b${level}`,
        `extends: [./b${level - 1}.yaml, ./b${level - 1}.yaml]`,
      );
    }
    const { project } = load({ ...files, "policies/top.policy.yaml": minimal("top", "extends: ./b30.yaml") });
    expect(project?.policies[0]?.rules).toHaveLength(32);
  });

  it.each([
    [
      "itself",
      { "policies/a.policy.yaml": minimal("a", "extends: ./a.policy.yaml") },
      ["circular-extends policies/a.policy.yaml:3"],
    ],
    [
      "itself through others",
      {
        "policies/a.policy.yaml": minimal("a", "extends: ./b.yaml"),
        "policies/b.yaml": minimal("b", "extends: ./c.yaml"),
        "policies/c.yaml": minimal("c", "extends: ./a.policy.yaml"),
      },
      ["circular-extends policies/c.yaml:3"],
    ],
    [
      "a missing file",
      { "policies/a.policy.yaml": minimal("a", "extends: ./b.yaml") },
      ["missing-file policies/a.policy.yaml:3"],
    ],
    [
      "a broken file, without blaming what it lacks",
      {
        "policies/a.policy.yaml": "bylaw: 1\npolicy: a\nextends: ./b.yaml\nrules: { r: { severity: low } }\n",
        "policies/b.yaml": "a: [\n",
      },
      ["yaml-syntax policies/b.yaml:2"],
    ],
    [
      "no text",
      { "policies/a.policy.yaml": minimal("a", "extends: 5") },
      ["wrong-type policies/a.policy.yaml:3"],
    ],
  ])("reports a policy that extends %s", (_, files, expected) => {
    expect(codes(load(files))).toEqual(expected);
  });

  it("shows the circle", () => {
    const { diagnostics } = load({
      "policies/a.policy.yaml": minimal("a", "extends: ./b.policy.yaml"),
      "policies/b.policy.yaml": minimal("b", "extends: ./a.policy.yaml"),
    });
    expect(diagnostics[0]?.found).toBe(
      "policies/a.policy.yaml → policies/b.policy.yaml → policies/a.policy.yaml",
    );
  });
});

describe("packs", () => {
  const packs = {
    "cloud/hygiene.policy.yaml": minimal("hygiene", "extends: ./shared.policy.yaml"),
    "cloud/shared.policy.yaml": minimal("shared", "title: Shared"),
  };

  it("come from the folder of the packs, and findings of their rules from the line that asked for them", () => {
    const { project, diagnostics } = load(
      { "policies/a.policy.yaml": minimal("a", "extends: bylaw/cloud/hygiene") },
      packs,
    );
    expect(diagnostics).toEqual([]);
    expect(
      project?.policies[0]?.rules.map(({ name, location }) => `${name} ${location.file}:${location.line}`),
    ).toEqual([
      "shared policies/a.policy.yaml:3",
      "hygiene policies/a.policy.yaml:3",
      "a policies/a.policy.yaml:5",
    ]);
  });

  it("are suggested when misspelt", () => {
    const { diagnostics } = load(
      { "policies/a.policy.yaml": minimal("a", "extends: bylaw/cloud/hygene") },
      packs,
    );
    expect(diagnostics.map(({ code, suggestions }) => [code, suggestions])).toEqual([
      ["unknown-pack", ['Did you mean "bylaw/cloud/hygiene"?']],
    ]);
  });

  it("cannot be left", () => {
    const leaving = { "cloud/hygiene.policy.yaml": minimal("hygiene", "extends: ../../../secret.yaml") };
    const { diagnostics } = load(
      { "policies/a.policy.yaml": minimal("a", "extends: bylaw/cloud/hygiene") },
      leaving,
    );
    expect(diagnostics.map(({ code, location }) => `${code} ${location?.file}`)).toEqual([
      "outside-project bylaw:cloud/hygiene.policy.yaml",
    ]);
  });
});

describe("names that a policy over another has for itself", () => {
  const over = (more: string) =>
    load({
      "policies/base.yaml": base,
      "policies/child.policy.yaml": `bylaw: 1\npolicy: child\nextends: ./base.yaml\n${more}\n`,
    });
  const told = (more: string) =>
    over(more).diagnostics.map(
      ({ code, severity, location, suggestions }) =>
        `${severity} ${code} ${location?.line}:${location?.column} ${suggestions?.join(" ")}`,
    );

  it.each([
    ["variables:\n  agee: { type: duration, default: P7D }", 'error unused-variable 5:3 Did you mean "age"?'],
    ["variables:\n  agee: { default: P7D }", 'error unknown-variable 5:3 Did you mean "age"?'],
    [
      "variables:\n  window: { type: duration, default: P7D }",
      "error unused-variable 5:3 Remove it, or use it.",
    ],
    ["data:\n  log: { with: { levels: [INFO] } }", 'error unknown-dataset 5:3 Did you mean "logs"?'],
    [
      "data:\n  log: { source: cloud.logs, with: { last: P1D } }",
      'error unused-dataset 5:3 Did you mean "logs"?',
    ],
    ["rules:\n  droped: { enabled: false }", 'error unknown-rule 5:3 Did you mean "dropped"?'],
    ["rules:\n  change: { severity: high }", 'error unknown-rule 5:3 Did you mean "changed"?'],
    [
      "rules:\n  other: { on: logs, assert: 'true' }",
      'error unknown-rule 5:3 Add "check" if it is one of this policy.',
    ],
  ])("%j is told", (more, expected) => {
    expect(told(more)).toEqual([expected]);
    expect(over(more).project).toBeUndefined();
  });

  it.each([
    "variables:\n  more: { type: integer, default: 7 }\nrules:\n  kept: { where: $var.more > 1 }",
    "variables:\n  more: { type: integer, default: 7 }\nrules:\n  kept: { where: \"$lookup($var, 'more') > 1\" }",
    "variables:\n  more: { type: duration, default: P2D }\ndata:\n  logs: { with: { last: '{{ $var.more }}' } }",
    "data:\n  own: { source: cloud.flows }\nrules:\n  added: { check: unique, on: own, with: { by: id } }",
    "data:\n  own: { source: cloud.flows }\nrules:\n  kept: { where: $not(id in $data.own.id) }",
    "rules:\n  added: { check: unique, on: flows, with: { by: id } }",
  ])("%j is in use", (more) => {
    expect(told(more)).toEqual([]);
  });

  it("say nothing where the base cannot be read", () => {
    const { diagnostics } = load({
      "policies/child.policy.yaml": child.replace("./base.yaml", "./gone.yaml"),
    });
    expect(diagnostics.map(({ code }) => code)).not.toContain("unused-variable");
  });
});
