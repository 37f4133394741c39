import { describe, expect, it } from "vitest";
import { collectDataset } from "../../src/datasets/collect-dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Connection } from "../../src/model/provider.ts";
import { genesyscloud } from "../../src/providers/genesyscloud/index.ts";
import { verifySilence } from "../../src/runner/verify-silence.ts";

const id = "6be64e21-186a-4cff-b732-a26d821d46ac";
const mapping = { id: "m", service: "Architect", entityType: "Flow", actions: ["Update"] };

/** Why a reading is not complete that found these records. */
async function reasonsOf(name: string, parameters: JsonObject, found: readonly JsonObject[] = []) {
  const source = genesyscloud.source(`genesyscloud.${name}`);
  const connection: Connection = {
    async *read(request) {
      yield request.source.name === source.name ? found : [mapping];
      return { reasons: [], pages: 1, requests: 1, retries: 0 };
    },
    close: async () => {},
  };
  const read = { source, parameters, provider: genesyscloud };
  const dataset = await collectDataset(connection, read, "d", "t");
  const { ledger } = await verifySilence(dataset, read, connection);
  return ledger.reasons.map(({ message }) => message);
}

describe("nothing was found", () => {
  it.each<[string, JsonObject, string]>([
    ["agent_assist_violations", { last: "P1D", severities: ["HIGH"], policyIds: [id] }, "policyIds"],
    ["agent_assist_violations", { last: "P1D", policyIds: [id], agentIds: [id] }, "policyIds, agentIds"],
    ["flow_execution_logs", { last: "PT1H", flowRunId: "r", levels: ["ERROR"] }, "flowRunId"],
    ["audit_events", { last: "P1D", service: "Architect", userId: "u" }, "userId"],
  ])("by a filter that anything could be written into: %s %j", async (name, parameters, filters) => {
    const found = await reasonsOf(name, parameters);
    expect(found).toEqual([expect.stringContaining(`nothing lists the values of ${filters}, so`)]);
  });

  it.each<[string, JsonObject]>([
    ["agent_assist_violations", { last: "P1D" }],
    [
      "agent_assist_violations",
      { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z", chunk: "PT1H", pageSize: 3 },
    ],
    ["agent_assist_violations", { last: "P1D", severities: ["HIGH"] }],
    ["flow_execution_logs", { last: "PT1H", levels: ["Error"] }],
    ["quality_audits", { last: "P1D", service: "QualityService" }],
    ["audit_events", { last: "P1D", service: "Architect", entityType: "Flow" }],
    // A flow that is not there is noticed by its reading.
    ["flow_versions", { flowIds: [id] }],
  ])("is silence where no filter can be misspelt: %s %j", async (name, parameters) => {
    expect(await reasonsOf(name, parameters)).toEqual([]);
  });

  it("is not said where something was found", async () => {
    const record = {
      id: "1",
      severity: "HIGH",
      policyId: id,
      ruleId: "r",
      conversationId: "c",
      evidence: [],
    };
    const found = [{ ...record, timestamp: "2026-11-01T00:00:00Z" }];
    expect(await reasonsOf("agent_assist_violations", { last: "P1D", policyIds: [id] }, found)).toEqual([]);
  });

  it("still names a value that is in no listing", async () => {
    const found = await reasonsOf("audit_events", { last: "P1D", service: "Architekt", userId: "u" });
    expect(found).toEqual([expect.stringContaining("Did you mean 'Architect'?")]);
  });
});
