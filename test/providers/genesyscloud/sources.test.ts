import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileSchema, schemaFault } from "../../../src/policy/validation/compiled-schema.ts";
import { configSchema } from "../../../src/providers/genesyscloud/config-schema.ts";
import { genesyscloud } from "../../../src/providers/genesyscloud/index.ts";
import { regions } from "../../../src/providers/genesyscloud/regions.ts";
import { readSchema } from "../../../src/reader/read-schema.ts";
import { now } from "../host.ts";

const folder = join(import.meta.dirname, "../../../src/providers/genesyscloud/sources");
const platform = { name: "prod", provider: "genesyscloud", config: { region: "eu-west-1" } };
const guide = { ...platform, config: { ...platform.config, api: "guide" } };

describe.each(genesyscloud.sourceNames)("%s", (name) => {
  const source = genesyscloud.source(name);

  it("is described as the schema and the provider want it", () => {
    expect(genesyscloud.validateSource?.(source)).toEqual([]);
    expect(compileSchema(readSchema).errors(source.read ?? null)).toEqual([]);
    expect(schemaFault(source.parameters)).toBeUndefined();
    expect(schemaFault(source.schema ?? {})).toBeUndefined();
  });

  it("says its own name, and nothing but JSONata and data", () => {
    const text = readFileSync(join(folder, `${name.split(".")[1]}.source.yaml`), "utf8");
    expect(text).toContain(`source: ${name}\n`);
    expect(source.provider).toBe("genesyscloud");
  });

  it("is served by the platform", () => {
    expect(Object.keys((source.read?.["surfaces"] ?? {}) as object)).toContain("platform");
  });
});

describe("a description that is wrong", () => {
  const flows = genesyscloud.source("genesyscloud.flows");
  const problems = (surface: object) => {
    const read = JSON.parse(JSON.stringify({ surfaces: { platform: surface } }));
    return genesyscloud
      .validateSource?.({ ...flows, read })
      ?.map(({ pointer, summary }) => `${pointer}: ${summary}`);
  };
  const good = { request: { path: "/api/v2/things" }, records: "entities" };

  it.each<[string, object, RegExp]>([
    [
      "a misspelt key",
      { ...good, record: "x" },
      /^\/read\/surfaces\/platform: .*additional properties \(record\)/,
    ],
    [
      "no request",
      { records: "entities" },
      /^\/read\/surfaces\/platform: .* needs one of given, job, notServed, request$/,
    ],
    ["records for nothing", { given: "$with.ids" }, /given needs each/],
    ["no records", { request: good.request }, /records is missing/],
    [
      "an unknown paging style",
      { ...good, paging: { style: "offset" } },
      /^\/read\/surfaces\/platform\/paging/,
    ],
    [
      "a key of another paging style",
      { ...good, paging: { style: "cursor", next: "n", header: "X" } },
      /\(header\)/,
    ],
    [
      "an expression that cannot be parsed",
      { ...good, map: "{ id: " },
      /^\/read\/surfaces\/platform\/map: The expression cannot be used/,
    ],
    [
      "a template that cannot be parsed",
      { ...good, request: { path: "/a", query: { q: "{{ ( }}" } } },
      /platform\/request\/query\/q: The expression cannot be used/,
    ],
    [
      "a write",
      { ...good, request: { method: "POST", path: "/api/v2/flows" } },
      /platform\/request\/method: .*never writes/,
    ],
    [
      "a page size over the maximum",
      { ...good, paging: { style: "none", size: 9, max: 5 } },
      /platform\/paging\/size/,
    ],
  ])("has a diagnostic at its place: %s", (_name, surface, pattern) => {
    expect(problems(surface)?.join("\n")).toMatch(pattern);
    expect(problems(surface)).toHaveLength(1);
  });

  it("names the surfaces there are", () => {
    const read = { surfaces: { platfrom: good } };
    expect(genesyscloud.validateSource?.({ ...flows, read })).toMatchObject([
      { summary: "There is no surface platfrom; there are platform and guide" },
    ]);
  });
});

describe("a read that cannot be", () => {
  const problems = (name: string, parameters: Record<string, string | number>, tenant = platform) =>
    genesyscloud
      .validateRead?.({ source: genesyscloud.source(`genesyscloud.${name}`), parameters }, tenant, now)
      ?.map(({ code }) => code);

  it.each<[string, Record<string, string | number>, typeof platform, string[]]>([
    ["audit_events", { last: "P90D" }, platform, []],
    ["audit_events", {}, platform, ["invalid-interval"]],
    [
      "audit_events",
      { from: "2026-11-02T00:00:00Z", to: "2026-11-01T00:00:00Z" },
      platform,
      ["invalid-interval"],
    ],
    ["audit_events", { last: "P7D", to: "2026-12-01T00:00:00Z" }, platform, ["invalid-interval"]],
    ["audit_events", { last: "P2Y" }, platform, ["beyond-retention"]],
    ["audit_events", { last: "P1D", pageSize: 501 }, platform, ["invalid-page-size"]],
    ["audit_events", { last: "P1D", pageSize: 501 }, guide, []],
    ["flow_execution_logs", { last: "P30D" }, platform, ["beyond-retention"]],
    ["flow_execution_logs", { last: "P30D" }, guide, []],
    [
      "flow_execution_logs",
      { last: "P366D", pageSize: 1001 },
      guide,
      ["invalid-page-size", "beyond-retention"],
    ],
    ["flows", {}, platform, []],
  ])("%s %j is found before any request", (name, parameters, tenant, codes) => {
    expect(problems(name, parameters, tenant)).toEqual(codes);
  });
});

describe("an estimate", () => {
  it("counts the fewest requests and names permissions", () => {
    const source = genesyscloud.source("genesyscloud.audit_events");
    expect(genesyscloud.estimate({ source, parameters: { last: "P90D" } }, platform)).toEqual({
      requests: 9,
      permissions: ["audits:audit:view"],
      scopes: ["audits:readonly"],
    });
    expect(genesyscloud.estimate({ source, parameters: { last: "P90D" } }, guide).requests).toBe(1);
  });
});

describe("a tenant's configuration", () => {
  const errors = (config: object) => compileSchema(configSchema).errors(JSON.parse(JSON.stringify(config)));
  const credentials = { clientId: { env: "A" }, clientSecret: { env: "B" } };

  it.each([
    { region: "eu-west-1", credentials },
    {
      baseUrl: "https://gateway.example.com",
      loginUrl: "https://login.example.com",
      credentials,
      api: "guide",
    },
    { simulated: { seed: 7 } },
    { simulated: {}, api: "guide" },
  ])("may be %j", (config) => {
    expect(errors(config)).toEqual([]);
  });

  it.each([
    {},
    { region: "eu-west-9", credentials },
    { region: "eu-west-1" },
    { region: "eu-west-1", credentials: { clientId: "plain", clientSecret: { env: "B" } } },
    { region: "eu-west-1", baseUrl: "https://x.example", loginUrl: "https://x.example", credentials },
    { simulated: {}, region: "eu-west-1", credentials },
    { baseUrl: "https://x.example", credentials },
  ])("may not be %j", (config) => {
    expect(errors(config)).not.toEqual([]);
  });

  it("knows the 18 regions", () => {
    expect(Object.keys(regions)).toHaveLength(18);
  });
});
