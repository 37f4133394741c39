import type { JsonObject } from "../../../src/model/json.ts";
import { uuidFor } from "../../../src/simulator/org/uuid.ts";

/** Seed of the organisations that sources are read from. */
const seed = 7;

/** Parameters with which the tests read a source; the others are read without any. */
const parameters: Readonly<Record<string, JsonObject>> = {
  "genesyscloud.agent_assist_violations": { last: "P9D" },
  "genesyscloud.agent_checklist_results": {
    communications: [1, 3, 4].map((index) => ({
      conversationId: uuidFor(seed, "conversation", index),
      communicationId: uuidFor(seed, "communication", index),
    })),
  },
  "genesyscloud.audit_events": { last: "P30D" },
  "genesyscloud.audit_events_realtime": { last: "P1D" },
  "genesyscloud.calibrations": { calibratorIds: [0, 1].map((index) => uuidFor(seed, "user", index)) },
  "genesyscloud.data_table_rows": { tables: ["Billing Mobile hours", "Sales Mobile hours"] },
  "genesyscloud.flow_execution_logs": { last: "P9D" },
  "genesyscloud.flow_instances": { last: "P9D" },
  "genesyscloud.flow_usage": { last: "P9D" },
  "genesyscloud.trustee_audits": { last: "P30D" },
  "genesyscloud.quality_audits": { last: "P30D" },
  "genesyscloud.recordings_over_retention": { days: 365 },
};

export function parametersOf(name: string): JsonObject {
  return parameters[name] ?? {};
}
