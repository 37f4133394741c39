import { describe, expect, it } from "vitest";
import { load, policy, told } from "./loading.ts";

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
