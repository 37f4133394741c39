import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { SimulatorOptions } from "../../../src/simulator/index.ts";
import type { Exchange } from "../../../src/simulator/server/handle-api.ts";
import { parametersOf } from "./parameters.ts";
import { openSimulated } from "./read-simulated.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(options: Partial<SimulatorOptions> = {}) {
  const exchanges: Exchange[] = [];
  const org = await openSimulated("platform", {
    ...options,
    observe: (exchange) => exchanges.push(exchange),
  });
  open.push(org.close);
  const read = (name: string, parameters?: JsonObject) => {
    const source = `genesyscloud.${name}`;
    return org.read(source, parameters ?? parametersOf(source));
  };
  return { exchanges, read, records: async (name: string) => (await read(name)).records };
}

describe("what is secret or personal", () => {
  it("of a request about somebody's data is not in the record", async () => {
    const { exchanges, records } = await start();
    const requests = await records("gdpr_requests");
    expect(JSON.stringify(exchanges)).toContain("@mail.example");
    expect(JSON.stringify(requests)).not.toContain("@");
    expect(requests.filter(({ status }) => status === "ERROR")).not.toEqual([]);
  });

  it("of a key manager is not in the record, its error is", async () => {
    const { exchanges, records } = await start();
    const configurations = await records("recording_key_configurations");
    expect(JSON.stringify(exchanges)).toContain("never-to-be-shown");
    expect(JSON.stringify(configurations)).not.toContain("never-to-be-shown");
    expect(configurations.map(({ hasError }) => hasError)).toEqual([false, false, true]);
  });
});

describe("retention policies", () => {
  it("are told by media type, old ones too", async () => {
    const policies = await (await start()).records("retention_policies");
    const old = policies.filter(({ name }) => String(name).endsWith("old"));
    expect(old.map(({ mediaTypes }) => mediaTypes)).toEqual([["CALL", "CHAT"]]);
    const days = policies.flatMap(({ media }) => [media].flat().map((medium) => Object(medium).deleteDays));
    expect(new Set(days)).toEqual(new Set([365, 180, 730, 90, null, 3_650]));
    expect(policies.filter(({ hasErrors }) => hasErrors === true)).toMatchObject([
      { errors: ["queue.not.found"] },
    ]);
  });

  it("say that they hold for all only where they have no condition", async () => {
    const policies = await (await start()).records("retention_policies");
    for (const medium of policies.flatMap(({ media }) => [media].flat().map((one) => Object(one))))
      expect(medium.forAll).toBe(medium.queueIds.length === 0);
  });
});

describe("audits of recordings and evaluations", () => {
  it("are asked for by what the parameters name", async () => {
    const { read } = await start();
    const all = (await read("quality_audits", { last: "P60D" })).records;
    const [{ userId, conversationId } = {}] = all;
    const wanted = { userId, conversationId, action: "Read", entityType: "Recording" };
    for (const [name, value] of Object.entries(wanted)) {
      const { records } = await read("quality_audits", { last: "P60D", [name]: value ?? "" });
      expect(records).toEqual(all.filter((audit) => audit[name] === value));
      expect(records.length).toBeLessThan(all.length);
      expect(records).not.toEqual([]);
    }
  });
});

describe("what has to be named", () => {
  it("is asked for one by one; a conversation that is not there makes the data incomplete", async () => {
    const { read } = await start();
    const [known] = [parametersOf("genesyscloud.agent_checklist_results")["communications"]].flat();
    const unknown = { ...Object(known), communicationId: "nobody" };
    const { records, codes } = await read("agent_checklist_results", {
      communications: [Object(known), unknown],
    });
    expect(records).toHaveLength(2);
    expect(codes).toEqual(["refused"]);
  });

  it("of programs and assistants has to be there", async () => {
    const { read } = await start();
    const rules = await read("agent_scoring_rules", { programIds: ["nobody"] });
    expect(rules.codes).toEqual(["unreadable-record"]);
    const copilots = await read("copilots", { assistantIds: ["nobody"] });
    expect(copilots.codes).toEqual(["unreadable-record"]);
  });

  it("of calibrations gives those of the named people and of nobody else", async () => {
    const { read } = await start();
    const parameters = parametersOf("genesyscloud.calibrations");
    const { records } = await read("calibrations", parameters);
    const leaders = new Set(records.map(({ calibrator }) => Object(calibrator).id));
    expect(leaders).toEqual(new Set([parameters["calibratorIds"]].flat()));
    expect((await read("calibrations", { calibratorIds: ["nobody"] })).codes).toEqual(["refused"]);
  });
});

it("evaluation forms count as published by the versions that were, not by what the list says", async () => {
  const { exchanges, records } = await start();
  const forms = await records("evaluation_forms");
  expect(JSON.stringify(exchanges)).toContain('"published":false');
  expect(forms.map(({ published }) => published).indexOf(false)).toBe(forms.length - 1);
});

it("recordings are told only beyond the days that were asked for", async () => {
  const { read } = await start();
  const counts = await Promise.all(
    [0, 365, 1_500, 5_000].map(async (days) => (await read("recordings_over_retention", { days })).count),
  );
  expect(counts).toEqual(counts.toSorted((left, right) => right - left));
  expect(new Set(counts).size).toBe(4);
  expect(counts.at(-1)).toBe(0);
});

describe("an organisation without a product", () => {
  it.each([
    ["quality", "evaluation_forms"],
    ["quality", "quality_audits"],
    ["speechAndTextAnalytics", "agent_scoring_rules"],
    ["agentAssist", "copilots"],
    ["dataPrivacy", "masking_rules"],
    ["aiStudio", "summary_settings"],
  ])("%s: %s do not apply", async (product, source) => {
    const { read } = await start({ unlicensed: [product] });
    const { ledger, count } = await read(source);
    expect(count).toBe(0);
    expect(ledger.notApplicable).toContain("feature");
  });
});
