import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { Run } from "../../src/model/run.ts";
import type { Fault } from "../../src/simulator/index.ts";
import { type Org, type Surface, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const pack: Readonly<Record<Surface, string>> = { platform: "orphans", guide: "orphans-guide" };
const rule = (api: Surface): string => `orphans/no-orphans`.replace(/^orphans/, pack[api]);
const flowsPath: Readonly<Record<Surface, string>> = {
  platform: "^/api/v2/flows$",
  guide: "^/api/v2/architect/flows$",
};
const ivrsPath: Readonly<Record<Surface, string>> = {
  platform: "^/api/v2/architect/ivrs$",
  guide: "^/api/v2/ivrs$",
};

/** A project on the shipped pack of a surface; `options` is JSON over what its rule says. */
function project(api: Surface, options: object = {}, of: Org = org, data: object = {}): string {
  const document = {
    bylaw: 1,
    policy: pack[api],
    extends: `bylaw/genesyscloud/${pack[api]}`,
    data,
    rules: { "no-orphans": options },
  };
  return of.project(api, { "policies/orphans.policy.yaml": JSON.stringify(document) });
}

const judged = (run: Run, api: Surface, status: string): readonly string[] =>
  run.findings
    .filter((each) => each.rule === rule(api) && each.status === status)
    .map(({ resource }) => resource.id)
    .sort();

const misbehaving = (...faults: Fault[]): Promise<Org> => startOrg({ faults });

describe.each(surfaces)("S4 orphaned resources, %s", (api) => {
  it("4.1 missing permissions and scopes are named at once, and nothing is called an orphan", async () => {
    const lacking = await startOrg({ denied: ["architect:flow:view"] });
    const cwd = project(api, {}, lacking);
    const { result, exchanges } = await lacking.asked(() => lacking.check(cwd));
    const { status, run } = result;
    expect(status).toBe(3);
    expect(judged(run, api, "fail")).toEqual([]);
    expect(JSON.stringify(run.rules)).toContain("architect:flow:view");
    const summary = expect.stringMatching(
      /permission architect:flow:view, which reading genesyscloud\..*flows.* needs/,
    );
    expect(run.diagnostics).toContainEqual(expect.objectContaining({ code: "missing-permission", summary }));
    // Nothing was listed that the rule needs: what there is to say is known before.
    const ownAndIndex = /organizations\/me|oauth\/clients|authorization\/roles|dependencytracking\/build/;
    expect(exchanges.filter(({ path }) => !ownAndIndex.test(path))).toEqual([]);
    // A client that may not see its own roles learns it from the first refusal, and reads nothing else for that rule.
    const blind = await startOrg({ denied: ["architect:flow:view", "oauth:client:view"] });
    const late = await blind.asked(() => blind.check(project(api, {}, blind)));
    expect(late.result).toMatchObject({ status: 3 });
    expect(JSON.stringify(late.result.run.rules)).toContain("architect:flow:view");
    expect(late.exchanges.length).toBeLessThan(12);
    const scoped = await misbehaving({
      path: flowsPath[api],
      action: { kind: "status", status: 403, body: { code: "app.not.authorized.for.scope", status: 403 } },
    });
    const scopes = api === "platform" ? "architect:readonly" : "architect:flow:read";
    const { run: unscoped } = await scoped.check(project(api, {}, scoped));
    expect(JSON.stringify([unscoped.rules, unscoped.datasets])).toContain(`the scope ${scopes}`);
    // Where the login says what the token is good for, a missing scope is known before anything is asked, too.
    const given = ["routing", "routing:rule:read", "ivrs:read", "telephony"];
    const narrow = await startOrg({ scopes: given });
    const told = await narrow.asked(() => narrow.check(project(api, {}, narrow)));
    expect(told.result).toMatchObject({ status: 3 });
    expect(told.result.run.diagnostics).toContainEqual(
      expect.objectContaining({
        code: "missing-scope",
        summary: expect.stringMatching(`the scope ${scopes}, which reading genesyscloud\\..*flows.* needs`),
      }),
    );
    expect(told.exchanges.filter(({ path }) => !ownAndIndex.test(path))).toEqual([]);
    const doctor = await lacking.run(cwd, ["doctor"]);
    expect(doctor).toMatchObject({ status: 3, stdout: expect.stringContaining("architect:flow:view") });
    const { stdout } = await org.run(cwd, ["plan", "--permissions"]);
    for (const needed of [
      "architect:flow:view",
      api === "platform" ? "architect:readonly" : "architect:flow:read",
    ])
      expect(stdout).toContain(needed);
  });

  it("4.2 every planted orphan is found, over the surface's own lists, page by page to the declared end", async () => {
    const { result, exchanges } = await org.asked(() =>
      org.check(project(api, {}, org, { flows: { with: { pageSize: 10 } } })),
    );
    expect(result.status).toBe(1);
    expect(judged(result.run, api, "fail")).toEqual(org.planted("orphaned-flow", "orphan-cycle"));
    const paths = [...new Set(exchanges.map(({ path }) => path))];
    const needed =
      api === "guide"
        ? ["/api/v2/architect/flows", "/api/v2/routing/rules", "/api/v2/ivrs"]
        : [
            "/api/v2/flows",
            "/api/v2/architect/dependencytracking/consumingresources",
            "/api/v2/architect/ivrs",
            "/api/v2/architect/emergencygroups",
            "/api/v2/routing/message/recipients",
            "/api/v2/routing/queues",
            "/api/v2/webdeployments/deployments",
            "/api/v2/processautomation/triggers",
            "/api/v2/outbound/callanalysisresponsesets",
            "/api/v2/recording/mediaretentionpolicies",
          ];
    expect(paths).toEqual(expect.arrayContaining(needed));
    const pages = exchanges
      .filter(({ path }) => path === needed[0])
      .map(({ query }) => Object.fromEntries(query));
    if (api === "guide") {
      expect(pages[0]).toMatchObject({ status: "published", view: "expanded", page: "1", pageSize: "10" });
      expect(exchanges.find(({ path }) => path === "/api/v2/routing/rules")?.query).toContainEqual([
        "view",
        "expanded",
      ]);
    }
    expect(pages.length).toBeGreaterThan(3);
    const tooMuch = await org
      .check(project(api, {}, org, { flows: { with: { pageSize: api === "guide" ? 251 : 501 } } }))
      .catch(() => "refused");
    expect(tooMuch).toBe("refused");
    // A page without entities in the middle is not the end; what the total then lacks is read again.
    const hollow: Fault = {
      path: flowsPath[api],
      nth: 2,
      action: { kind: "set-field", pointer: "/entities", value: [] },
    };
    const whole = await org.read(api, "flows", "{ published: true, pageSize: 10 }");
    const mended = await (await misbehaving(hollow)).read(api, "flows", "{ published: true, pageSize: 10 }");
    expect(mended).toMatchObject({ status: 0, complete: true, text: whole.text });
    if (api === "platform") return;
    const untold: Fault = { path: flowsPath[api], action: { kind: "drop-field", pointer: "/total" } };
    const less = await (await misbehaving(hollow, untold)).read(
      api,
      "flows",
      "{ published: true, pageSize: 10 }",
    );
    expect(less.text.split("\n").slice(-19)).toEqual(whole.text.split("\n").slice(-19));
  });

  it("4.3 a reference anywhere counts, and lists are read at once within the rate limit", async () => {
    // Only the platform surface tells of uses among flows, which make a cycle.
    const orphans = org.planted("orphaned-flow", ...(api === "guide" ? ["orphan-cycle"] : []));
    const places: readonly (readonly [path: string, pointer: string, value: (id: string) => Json])[] =
      api === "guide"
        ? [
            [ivrsPath.guide, "/entities/0/defaultFlowId", (id) => id],
            [ivrsPath.guide, "/entities/0/timeConditionFlowId", (id) => id],
            [ivrsPath.guide, "/entities/1/menuOptions", (id) => [{ flowId: id }]],
            [ivrsPath.guide, "/entities/2/menuOptions", (id) => [{ options: [{ flowId: id }] }]],
            ["^/api/v2/routing/rules$", "/entities/0/targets/0/flowId", (id) => id],
          ]
        : [
            [ivrsPath.platform, "/entities/0/openHoursFlow/id", (id) => id],
            ["^/api/v2/processautomation/triggers$", "/entities/0/target/id", (id) => id],
            ["^/api/v2/webdeployments/deployments$", "/entities/0/flow/id", (id) => id],
          ];
    // Each place leads to an orphan of its own.
    const pairs = places
      .slice(0, orphans.length)
      .map((place, index) => [place, orphans[index] ?? ""] as const);
    expect(pairs.length).toBe(places.length);
    const faults = pairs.map(([[path, pointer, value], id]): Fault => {
      return { path, action: { kind: "set-field", pointer, value: value(id) } };
    });
    // A type of flow that nobody knew yet is kept as all others, and said. The platform cannot be asked for its uses.
    const novel: Fault = {
      path: flowsPath[api],
      action: { kind: "set-field", pointer: "/entities/0/type", value: "HOLOGRAM" },
    };
    const used = await misbehaving(...faults, ...(api === "guide" ? [novel] : []));
    const cwd = project(api, {}, used);
    const { run } = await used.check(cwd);
    const found = judged(run, api, "fail");
    expect(pairs.filter(([, id]) => found.includes(id))).toEqual([]);
    expect(found.length).toBe(org.planted("orphaned-flow", "orphan-cycle").length - pairs.length);
    expect(used.simulator.stats().limited).toBe(0);
    if (api === "platform") return;
    const summary = expect.stringMatching(
      /genesyscloud\.flows has a value in 'type' that the source does not list/,
    );
    await used.run(cwd, ["snapshot", "data"]);
    const { run: later } = await used.check(cwd, ["--snapshot", "data"]);
    for (const { diagnostics } of [run, later])
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code: "unlisted-value", severity: "warning", summary }),
      );
    expect(run.datasets.every(({ complete }) => complete)).toBe(true);
  });

  it("4.4 totals that change while reading cause one more reading, then no verdict", async () => {
    const drift =
      api === "guide"
        ? ({ kind: "headers", set: { "X-Genesys-Page-Count": "9" } } as const)
        : ({ kind: "set-field", pointer: "/total", value: 999 } as const);
    const once = await misbehaving({ path: flowsPath[api], nth: 2, action: drift });
    const small = { flows: { with: { pageSize: 10 } }, all_flows: { with: { pageSize: 10 } } };
    const mended = await once.read(api, "flows", "{ published: true, pageSize: 10 }");
    expect(mended).toMatchObject({ status: 0, complete: true });
    const whole = await org.read(api, "flows", "{ published: true, pageSize: 10 }");
    expect(mended.records.map(({ id }) => id).sort()).toEqual(whole.records.map(({ id }) => id).sort());
    const sizes = new Set(
      mended.exchanges.flatMap(({ query }) =>
        query.filter(([name]) => name === "pageSize").map(([, size]) => Number(size)),
      ),
    );
    expect(Math.min(...sizes)).toBeLessThan(10);
    const always = await misbehaving({
      path: flowsPath[api],
      nth: [2, 4, 6, 8, 10, 12, 14, 16, 18],
      action: drift,
    });
    const { status, run } = await always.check(project(api, {}, always, small));
    expect(status).toBe(3);
    expect(judged(run, api, "fail")).toEqual([]);
  });

  it("4.5 versioned flows and references to other organisations are listed, and are no orphans", async () => {
    const versions =
      api === "guide"
        ? { from: "flows", count: "versionCount" }
        : { from: "versions", at: "flowId", count: "type = 'PUBLISH' ? 1 : 0" };
    const data = api === "guide" ? {} : { versions: { source: "genesyscloud.flow_versions" } };
    const cwd = project(api, { with: { versions, olderThan: "PT1S" } }, org, data);
    const { stdout } = await org.run(cwd, ["check", "-f", "orphan-report"]);
    const report = JSON.parse(stdout);
    const ids = (list: { flowId: string }[]) => list.map(({ flowId }) => flowId);
    expect(report.versionedResources.length).toBeGreaterThan(0);
    const foreign = org.simulator.truth
      .filter(({ kind }) => kind === "dangling-reference")
      .map(({ detail }) => String(detail["flowId"]));
    expect(ids(report.crossOrgReferences)).toEqual(expect.arrayContaining(foreign));
    for (const id of [...ids(report.versionedResources), ...foreign])
      expect(ids(report.orphanedResources)).not.toContain(id);
  });

  it("4.6 a threshold, an age, exclusions and severities decide what fails", async () => {
    const orphans = org.planted("orphaned-flow", "orphan-cycle");
    const [first = ""] = orphans;
    const variants: Readonly<Record<string, object>> = {
      allowed: { with: { allow: orphans.length } },
      over: { with: { allow: orphans.length - 1 } },
      without: { with: { exclude: `id = '${first}'` } },
      old: { with: { olderThan: "P20Y" } },
      weighed: { severity: [{ when: "type = 'INBOUNDCALL'", then: "critical" }, "info"] },
    };
    const documents = Object.entries(variants).map(([policy, options]) => {
      const document = { bylaw: 1, policy, extends: `bylaw/genesyscloud/${pack[api]}` };
      return [
        `policies/${policy}.policy.yaml`,
        JSON.stringify({ ...document, rules: { "no-orphans": options } }),
      ];
    });
    const { run } = await org.check(org.project(api, Object.fromEntries(documents)));
    const failed = (policy: string) =>
      run.findings.filter(({ rule: id, status }) => id === `${policy}/no-orphans` && status === "fail");
    const ids = (policy: string) =>
      failed(policy)
        .map(({ resource }) => resource.id)
        .sort();
    expect(ids("allowed")).toEqual([]);
    expect(ids("over")).toEqual(orphans);
    expect(ids("without")).toEqual(orphans.slice(1));
    expect(ids("old")).toEqual([]);
    const severities = new Set(failed("weighed").map(({ severity }) => severity));
    expect([...severities].sort()).toEqual(["critical", "info"]);
  });

  it("4.7 the report has the agreed form and the same bytes each time", async () => {
    const cwd = project(api);
    const [first, again] = await Promise.all(
      [1, 2].map(() => org.run(cwd, ["check", "-f", "orphan-report"])),
    );
    expect(again?.stdout).toBe(first?.stdout);
    const report = JSON.parse(first?.stdout ?? "");
    expect(report.auditMetadata).toEqual({
      organizationId: org.simulator.organizationId,
      auditTimestamp: "2026-11-01T09:00:00.000Z",
      resourceCounts: {
        publishedFlows: 38,
        routingRules: api === "guide" ? expect.any(Number) : null,
        ivrs: 12,
        orphanedFlows: report.orphanedResources.length,
      },
    });
    const keys = ["flowId", "name", "type", "lastModified", "modifiedBy", "isPublished", "referencedCount"];
    expect(Object.keys(report.orphanedResources[0])).toEqual(keys);
    expect(report.recommendations).toBeDefined();
  });
});

it("4.8 unused prompts, data tables, data actions, queues, skills and schedules are found by the same rule", async () => {
  const cwd = org.example("orphans", "platform");
  const { status, run } = await org.check(cwd, ["policies/unused.policy.yaml", "--include-pass"]);
  expect(status).toBe(1);
  expect(run.rules.map(({ id, check }) => `${id} ${check}`).sort()).toEqual(
    ["data-actions", "data-tables", "prompts", "queues", "schedules", "skills"].map(
      (name) => `unused/${name} orphans`,
    ),
  );
  const { records: uses } = await org.read("platform", "flow_dependencies", "{}");
  const used = new Set(uses.map(({ resourceId }) => resourceId));
  for (const name of ["prompts", "data_tables", "data_actions", "queues", "skills"]) {
    const id = `unused/${name.replace("_", "-")}`;
    const { records } = await org.read("platform", name, "{}");
    const expected = records.map(({ id: own }) => String(own)).filter((own) => !used.has(own));
    const found = run.findings
      .filter((each) => each.rule === id && each.status === "fail")
      .map(({ resource }) => resource.id);
    expect({ name, found: found.sort() }).toEqual({ name, found: expected.sort() });
  }
  const schedules = run.rules.find(({ id }) => id === "unused/schedules");
  expect((schedules?.counts.pass ?? 0) + (schedules?.counts.fail ?? 0)).toBeGreaterThan(3);
});
