import type { JsonObject } from "../../../src/model/json.ts";

/** Parameters with which the tests read a source; the others are read without any. */
const parameters: Readonly<Record<string, JsonObject>> = {
  "genesyscloud.audit_events": { last: "P30D" },
  "genesyscloud.audit_events_realtime": { last: "P1D" },
  "genesyscloud.data_table_rows": { tables: ["Billing Mobile hours", "Sales Mobile hours"] },
  "genesyscloud.flow_execution_logs": { last: "P9D" },
  "genesyscloud.flow_instances": { last: "P9D" },
  "genesyscloud.flow_usage": { last: "P9D" },
  "genesyscloud.trustee_audits": { last: "P30D" },
};

export function parametersOf(name: string): JsonObject {
  return parameters[name] ?? {};
}
