import { formatTimestamp } from "../../time/timestamp.ts";
import type { Org } from "../org/org.ts";
import type { Truth, TruthEntry } from "./truth-entry.ts";

/** Violations of agent assist whose evidence is missing or holds personal data, as the guide surface tells them. */
export function assistTruth(org: Org): Truth {
  const problems = org.oversight
    .violations()
    .flatMap(({ id, ruleName, at, segment, plant }): TruthEntry[] => {
      if (plant === undefined) return [];
      const resource = { type: "agent-assist-violation", id, name: ruleName };
      const detail = { timestamp: formatTimestamp(at), segmentReference: segment };
      return plant.kind === "pii"
        ? [{ kind: "evidence-with-pii", resource, detail: { ...detail, pii: plant.pii } }]
        : [{ kind: "violation-without-evidence", resource, detail }];
    });
  return { problems, nearMisses: [] };
}
