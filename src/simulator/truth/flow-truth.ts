import type { JsonObject } from "../../model/json.ts";
import type { Resource } from "../../model/resource.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { Org } from "../org/org.ts";
import { day } from "../org/spans.ts";
import type { Flow } from "../org/types.ts";
import type { NearMissKind, Truth, TruthEntry } from "./truth-entry.ts";

function detailOf(org: Org, flow: Flow): JsonObject {
  const { published } = flow;
  if (published === undefined) return { type: flow.type };
  const ageDays = Math.floor((org.now - published.at) / day);
  return { type: flow.type, publishedAt: formatTimestamp(published.at), ageDays };
}

/** Orphans, cycles of orphans, locks; and the unreferenced flows that are too young or never published. */
export function flowTruth(org: Org): Truth {
  const problems: TruthEntry[] = [];
  const nearMisses: TruthEntry<NearMissKind>[] = [];
  const ruled = new Set(org.routingRules.flatMap((rule) => rule.targets.map((target) => target.flowId)));
  const called = new Set(org.flows.flatMap((flow) => flow.references));
  const referred = org.contactCentre.referredIds();
  for (const [index, flow] of org.flows.entries()) {
    const plan = org.plans.flows[index];
    const resource: Resource = { type: "flow", id: flow.id, name: flow.name };
    const detail = detailOf(org, flow);
    if (plan?.role === "orphan") problems.push({ kind: "orphaned-flow", resource, detail });
    if (plan?.role === "cycle") {
      problems.push({
        kind: "orphan-cycle",
        resource,
        detail: { ...detail, references: [...flow.references] },
      });
    }
    if (flow.lockedBy !== undefined) {
      problems.push({ kind: "locked-flow", resource, detail: { ...detail, lockedBy: flow.lockedBy.id } });
    }
    const alone = !ruled.has(flow.id) && !called.has(flow.id) && !referred.has(flow.id);
    if (plan?.role === "nearly" || (plan?.role === "new" && alone)) {
      nearMisses.push({ kind: "recent-unreferenced-flow", resource, detail });
    }
    if (plan?.role === "draft") nearMisses.push({ kind: "draft-unreferenced-flow", resource, detail });
  }
  return { problems, nearMisses };
}
