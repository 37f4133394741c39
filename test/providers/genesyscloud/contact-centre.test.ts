import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { SimulatorOptions } from "../../../src/simulator/index.ts";
import { openSimulated } from "./read-simulated.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(options: Partial<SimulatorOptions> = {}) {
  const org = await openSimulated("platform", options);
  open.push(org.close);
  const read = (name: string, parameters: JsonObject = {}) => org.read(`genesyscloud.${name}`, parameters);
  return { simulator: org.simulator, read, records: async (name: string) => (await read(name)).records };
}

const flowIdsOf = (record: JsonObject): string[] => [record["flowIds"]].flat().map(String);

/** Sources whose records dependency tracking knows, with their object types. */
const tracked = [
  ["ivrs", "IVRCONFIGURATION"],
  ["queues", "QUEUE"],
  ["emergency_groups", "EMERGENCYGROUP"],
  ["email_routes", "EMAILROUTE"],
  ["web_deployments", "WIDGET"],
] as const;

describe.each([1, 2, 7])("references to flows, seed %i", (seed) => {
  it("are the same in dependency tracking and in the lists of what refers", async () => {
    const { records } = await start({ seed });
    const known = new Set((await records("flows")).map(({ id }) => id));
    const consumers = await records("flow_consumers");
    for (const [source, type] of tracked) {
      const told = (await records(source)).flatMap((record) =>
        flowIdsOf(record)
          .filter((flow) => known.has(flow))
          .map((flow) => `${flow} ${record["id"]}`),
      );
      const found = consumers
        .filter(({ consumerType }) => consumerType === type)
        .map(({ flowId, consumerId }) => `${flowId} ${consumerId}`);
      expect([source, found.sort()]).toEqual([source, told.sort()]);
    }
  });

  it("never lead to an orphan, a draft or a flow that is too young to be one", async () => {
    const { simulator, records } = await start({ seed });
    const alone = new Set(
      [...simulator.truth, ...simulator.nearMisses]
        .filter(({ kind }) => /orphan|unreferenced/.test(kind))
        .map(({ resource }) => resource.id),
    );
    expect(alone.size).toBeGreaterThan(5);
    const lists = [...tracked.map(([source]) => source), "message_recipients", "call_analysis_sets"];
    for (const source of lists) {
      const referred = (await records(source)).flatMap(flowIdsOf);
      expect([source, referred.filter((flow) => alone.has(flow))]).toEqual([source, []]);
    }
    const started = (await records("triggers")).map(({ workflowId }) => String(workflowId));
    expect(started.filter((flow) => alone.has(flow))).toEqual([]);
    const cycle = simulator.truth
      .filter(({ kind }) => kind === "orphan-cycle")
      .map(({ resource }) => resource.id);
    const consumed = (await records("flow_consumers")).filter(({ flowId }) => alone.has(String(flowId)));
    expect([...new Set(consumed.map(({ flowId }) => flowId))].sort()).toEqual(cycle.sort());
    expect(consumed.filter(({ consumerId }) => !cycle.includes(String(consumerId)))).toEqual([]);
  });

  it("that are broken are told in one list", async () => {
    const { simulator, read } = await start({ seed });
    const lost = simulator.truth
      .filter(({ kind, detail }) => kind === "dangling-reference" && detail["deleted"] === true)
      .map(({ resource }) => resource.id);
    const { records } = await read("deleted_resource_consumers");
    const ivrs = records.filter(({ type }) => type === "IVRCONFIGURATION");
    expect(ivrs.map(({ objectId }) => objectId).sort()).toEqual(lost.sort());
    const published = await read("deleted_resource_consumers", { flowFilter: "published" });
    expect(published.count).toBeLessThanOrEqual(records.length);
  });
});

it("what flows depend on is the same seen from either side", async () => {
  const { records } = await start();
  const down = (await records("flow_dependencies"))
    .filter(({ resourceType }) => String(resourceType).endsWith("FLOW"))
    .map(({ flowId, flowVersion, resourceId }) => `${flowId} ${flowVersion} ${resourceId}`);
  const up = (await records("flow_consumers")).map(
    ({ flowId, consumerId, consumerVersion }) => `${consumerId} ${consumerVersion} ${flowId}`,
  );
  expect(down.length).toBeGreaterThan(3);
  expect(down.filter((use) => !up.includes(use))).toEqual([]);
});

it("dependency tracking that says it is partial makes its sources incomplete", async () => {
  const path = "/dependencytracking/consumingresources$";
  const body = { entities: [], total: 0, pageCount: 1, pageNumber: 1, pageSize: 100 };
  const { read } = await start({ faults: [{ path, nth: 3, action: { kind: "status", status: 206, body } }] });
  expect((await read("flow_consumers")).codes).toEqual(["partial-content"]);
});

it("a flow that dependency tracking does not know is not taken for one without uses", async () => {
  const fault = { path: "/dependencytracking/", nth: 2, action: { kind: "status", status: 404 } } as const;
  for (const source of ["flow_consumers", "flow_dependencies"]) {
    const { read } = await start({ faults: [fault] });
    expect((await read(source)).codes).toEqual(["refused"]);
  }
});

it.each([
  ["queue_members", "queues", "queueIds"],
  ["flow_versions", "flows", "flowIds"],
  ["data_table_rows", "data_tables", "tables"],
])(
  "a misspelt name in the parameters of %s is not taken for nothing there",
  async (source, list, parameter) => {
    const { read, records } = await start();
    const ids = (await records(list)).slice(0, 2).map(({ id }) => String(id));
    expect((await read(source, { [parameter]: ids })).codes).toEqual([]);
    const wrong = await read(source, { [parameter]: [...ids, "misspelt"] });
    expect(wrong.codes).toEqual(["unreadable-record"]);
    expect(wrong.ledger.reasons[0]?.message).toContain("name 3 records of the outer list, 2 are there");
  },
);

it("speech flows are not asked about", async () => {
  const { records } = await start();
  const speech = (await records("flows")).filter(({ type }) => type === "SPEECH").map(({ id }) => id);
  expect(speech).not.toEqual([]);
  for (const source of ["flow_consumers", "flow_dependencies"]) {
    const asked = (await records(source)).map(({ flowId }) => flowId);
    expect(asked.filter((id) => speech.includes(id ?? ""))).toEqual([]);
  }
});

it("queues have as many members as they say", async () => {
  const { records } = await start();
  const members = await records("queue_members");
  for (const { id, members: count, joinedMembers } of await records("queues")) {
    const mine = members.filter(({ queueId }) => queueId === id);
    expect([mine.length, mine.filter(({ joined }) => joined === true).length]).toEqual([
      count,
      joinedMembers,
    ]);
  }
});

it("settings of trunks that record are as many as counted", async () => {
  const { read, records } = await start();
  const [counted = {}] = await records("trunk_recording");
  const recording = await read("trunk_base_settings", { recordingEnabled: true });
  expect(recording.count).toBe(counted["enabledCount"]);
});

it("an organisation without outbound dialling is told apart from one without campaigns", async () => {
  const { read } = await start({ unlicensed: ["outbound"] });
  const { ledger, count } = await read("campaigns");
  expect([count, ledger.notApplicable !== undefined]).toEqual([0, true]);
});

it("schedules end, go on, or happen once", async () => {
  const { records } = await start();
  const schedules = await records("schedules");
  const ends = (test: (schedule: JsonObject) => boolean) =>
    schedules.filter(test).map(({ endsOn }) => endsOn);
  expect(new Set(ends(({ rrule }) => rrule === "FREQ=DAILY;INTERVAL=1"))).toEqual(new Set([null]));
  expect(ends(({ rrule }) => String(rrule).includes("UNTIL="))).toEqual(["2026-10-11"]);
  expect(ends(({ name }) => name === "Dublin New Year 2026")).toEqual(["2026-01-02"]);
});
