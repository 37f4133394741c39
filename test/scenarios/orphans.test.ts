import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { startSimulator } from "../../src/simulator/index.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";
const surfaces = ["platform", "guide"] as const;
type Surface = (typeof surfaces)[number];

/** Where published versions are counted: the published API lists them, the guides give a number. */
const versions: Readonly<Record<Surface, string>> = {
  platform: "{ from: flow_versions, at: flowId, count: \"type = 'PUBLISH' ? 1 : 0\" }",
  guide: "{ from: flows, count: versionCount }",
};

interface Document {
  readonly auditMetadata: {
    readonly organizationId: string;
    readonly resourceCounts: Readonly<Record<string, number | null>>;
  };
  readonly orphanedResources: readonly { flowId: string; isPublished: boolean; modifiedBy: string }[];
  readonly versionedResources: readonly { flowId: string }[];
  readonly crossOrgReferences: readonly { flowId: string }[];
  readonly incomplete: readonly string[];
}

interface Changes {
  readonly faults?: string;
  readonly olderThan?: string;
}

function project(
  api: Surface,
  options: readonly string[],
  { faults, olderThan = "P90D" }: Changes = {},
): string {
  const rules = api === "guide" ? "  routing_rules: { source: genesyscloud.routing_rules }" : "";
  const from = api === "guide" ? ["ivrs", "routing_rules"] : ["ivrs"];
  return folderWith({
    ...(faults === undefined ? {} : { "faults.yaml": faults }),
    "bylaw.yaml": `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  demo: { provider: genesyscloud, api: ${api}, simulated: { seed: 7${faults === undefined ? "" : ", faults: faults.yaml"} } }\n`,
    "p.policy.yaml": [
      "bylaw: 1",
      "policy: flows",
      "data:",
      "  flows: { source: genesyscloud.flows, with: { published: true } }",
      "  all_flows: { source: genesyscloud.flows }",
      "  ivrs: { source: genesyscloud.ivrs }",
      ...(api === "platform" ? ["  flow_versions: { source: genesyscloud.flow_versions }"] : [rules]),
      "rules:",
      "  unused:",
      "    check: orphans",
      "    on: flows",
      "    with:",
      `      references: [${from.map((name) => `{ from: ${name}, at: flowIds }`).join(", ")}]`,
      `      olderThan: ${olderThan}`,
      ...options.map((option) => `      ${option}`),
      "",
    ].join("\n"),
  });
}

async function check(folder: string, format: string): Promise<{ status: number | null; stdout: string }> {
  const { status, stdout } = await bylaw(["check", "--now", now, "-f", format], { cwd: folder });
  return { status, stdout };
}

async function truth(...kinds: readonly string[]) {
  const simulator = await startSimulator({ seed: 7, size: "small", now: Date.parse(now) });
  await simulator.close();
  return simulator.truth.filter(({ kind }) => kinds.includes(kind));
}

describe.each(surfaces)("orphans on the %s surface", (api) => {
  it("the report names every planted orphan, from the live run and from the saved one", async () => {
    const folder = project(api, []);
    const { status, stdout } = await check(folder, "orphan-report");
    expect(status).toBe(1);
    const report: Document = JSON.parse(stdout);
    const planted = (await truth("orphaned-flow", "orphan-cycle")).map(({ resource }) => resource.id);
    expect(report.orphanedResources.map(({ flowId }) => flowId)).toEqual([...new Set(planted)].sort());
    expect(report.orphanedResources.every(({ isPublished }) => isPublished)).toBe(true);
    expect(report.orphanedResources.every(({ modifiedBy }) => modifiedBy !== "")).toBe(true);
    expect(report.auditMetadata).toMatchObject({
      organizationId: expect.stringMatching(/^[\da-f-]{36}$/),
      auditTimestamp: "2026-11-01T09:00:00.000Z",
      resourceCounts: {
        publishedFlows: expect.any(Number),
        routingRules: api === "guide" ? expect.any(Number) : null,
        ivrs: expect.any(Number),
        orphanedFlows: new Set(planted).size,
      },
    });
    const run = join(folder, "run.json");
    writeFileSync(run, (await check(folder, "json")).stdout);
    const shown = await bylaw(["show", run, "-f", "orphan-report"], { cwd: folder });
    expect(shown).toMatchObject({ status: 1, stdout });
  });

  it("flags versioned flows and lists references to other organisations; neither is an orphan", async () => {
    const options = [`versions: ${versions[api]}`, "inventory: all_flows"];
    // The planted orphans have one version each; young flows have more.
    const folder = project(api, options, { olderThan: "PT1S" });
    const report: Document = JSON.parse((await check(folder, "orphan-report")).stdout);
    const without: Document = JSON.parse(
      (await check(project(api, [], { olderThan: "PT1S" }), "orphan-report")).stdout,
    );
    const ids = (list: readonly { flowId: string }[]) => list.map(({ flowId }) => flowId);
    const together = [...ids(report.orphanedResources), ...ids(report.versionedResources)];
    expect(together.sort()).toEqual(ids(without.orphanedResources));
    expect(report.versionedResources.length).toBeGreaterThan(0);
    expect(report.orphanedResources.length).toBeGreaterThan(0);
    const dangling = (await truth("dangling-reference")).flatMap(({ detail }) => String(detail["flowId"]));
    expect(ids(report.crossOrgReferences)).toEqual([...new Set(dangling)].sort());
    expect(report.incomplete).toEqual([]);
  });

  it("reports no orphan from incomplete inputs, and says why", async () => {
    const path = api === "guide" ? "^/api/v2/ivrs$" : "^/api/v2/architect/ivrs$";
    const faults = `faults:\n  - { path: "${path}", action: { kind: status, status: 403 } }\n`;
    const { status, stdout } = await check(
      project(api, ["inventory: all_flows"], { faults }),
      "orphan-report",
    );
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      auditMetadata: { resourceCounts: { ivrs: null, orphanedFlows: null } },
      orphanedResources: [],
      incomplete: expect.arrayContaining([expect.stringContaining("'ivrs'")]),
    });
  });

  it("the report is the same bytes from a snapshot, and diagrams are drawn from a saved run", async () => {
    const folder = project(api, ["listReferences: true"]);
    const live = await check(folder, "orphan-report");
    expect(await bylaw(["snapshot", "data", "--now", now], { cwd: folder })).toMatchObject({ status: 0 });
    const offline = await bylaw(
      ["check", "--snapshot", "data", "--now", now, "-f", "orphan-report", "-f", "json=run.json"],
      { cwd: folder },
    );
    expect(offline).toMatchObject(live);
    const { stdout } = await bylaw(["show", "run.json", "-f", "mermaid", "-f", "dot=g.dot"], { cwd: folder });
    const report: Document = JSON.parse(live.stdout);
    expect(stdout.match(/:::is_orphan$/gm)?.length).toBe(report.orphanedResources.length);
    expect(stdout).toMatch(/^ {2}g0n\d+ --> g0n\d+$/m);
    expect(readFileSync(join(folder, "g.dot"), "utf8").match(/ -> /g)?.length).toBe(
      stdout.match(/ --> /g)?.length,
    );
  });

  it("tolerated orphans pass and are in the report", async () => {
    const planted = new Set(
      (await truth("orphaned-flow", "orphan-cycle")).map(({ resource }) => resource.id),
    );
    const folder = project(api, [`allow: ${planted.size}`]);
    const { status, stdout } = await check(folder, `orphan-report=${join(folder, "o.json")}`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    const report: Document = JSON.parse(readFileSync(join(folder, "o.json"), "utf8"));
    expect(report.auditMetadata.resourceCounts["orphanedFlows"]).toBe(planted.size);
  });
});

describe("the same rule over other resources of the platform", () => {
  const unused = `bylaw: 1
policy: unused
data:
  queues: { source: genesyscloud.queues }
  prompts: { source: genesyscloud.prompts }
  data_tables: { source: genesyscloud.data_tables }
  data_actions: { source: genesyscloud.data_actions }
  schedules: { source: genesyscloud.schedules }
  schedule_groups: { source: genesyscloud.schedule_groups }
  skills: { source: genesyscloud.skills }
  uses: { source: genesyscloud.flow_dependencies }
rules:
  queues: { check: orphans, on: queues, with: { references: [{ from: uses, at: resourceId }] } }
  prompts: { check: orphans, on: prompts, with: { references: [{ from: uses, at: resourceId }] } }
  data-tables: { check: orphans, on: data_tables, with: { references: [{ from: uses, at: resourceId }] } }
  data-actions: { check: orphans, on: data_actions, with: { references: [{ from: uses, at: resourceId }] } }
  skills: { check: orphans, on: skills, with: { references: [{ from: uses, at: resourceId }] } }
  schedules: { check: orphans, on: schedules, with: { references: [{ from: schedule_groups, at: "[openScheduleIds, closedScheduleIds, holidayScheduleIds]" }] } }
`;

  it("finds unused prompts, data tables, data actions, schedules, skills and queues", async () => {
    const folder = folderWith({
      "bylaw.yaml":
        "bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  demo: { provider: genesyscloud, simulated: { seed: 7 } }\n",
      "p.policy.yaml": unused,
    });
    const taken = await bylaw(["snapshot", "data", "--now", now], { cwd: folder });
    expect(taken).toMatchObject({ status: 0 });
    const { stdout } = await bylaw(["check", "--snapshot", "data", "-f", "json"], { cwd: folder });
    const run: Run = JSON.parse(stdout);
    const used = new Set(
      [...records(folder, "flow_dependencies"), ...records(folder, "schedule_groups")].flatMap((record) => [
        record["resourceId"],
        ...["open", "closed", "holiday"].flatMap((hours) => record[`${hours}ScheduleIds`]),
      ]),
    );
    for (const { id, check: name } of run.rules) {
      const source = id.replace("unused/", "").replace("-", "_");
      const expected = records(folder, source).filter(({ id: own }) => !used.has(own));
      const found = run.findings.filter(({ rule, status }) => rule === id && status === "fail");
      expect({ name, source, found: found.map(({ resource }) => resource.id).sort() }).toEqual({
        name: "orphans",
        source,
        found: expected.map(({ id: own }) => own).sort(),
      });
    }
    expect(run.findings.filter(({ status }) => status !== "fail")).toEqual([]);
  });
});

function records(folder: string, source: string): readonly Record<string, unknown>[] {
  const file = readdirSync(join(folder, "data")).find((name) => name.includes(`genesyscloud.${source}`));
  const lines = readFileSync(join(folder, "data", file ?? "missing"), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => JSON.parse(line));
}
