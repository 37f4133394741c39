import type { Resource } from "../../model/resource.ts";
import type { Org } from "../org/org.ts";
import type { Truth, TruthEntry } from "./truth-entry.ts";

const fieldOf = { open: "openHoursFlow", closed: "closedHoursFlow", holiday: "holidayHoursFlow" } as const;

/** References to missing flows, numbers that two IVRs have, IVRs without a flow for closed hours. */
export function ivrTruth(org: Org): Truth {
  const problems: TruthEntry[] = [];
  const add = (kind: TruthEntry["kind"], index: number, detail: TruthEntry["detail"]): void => {
    const ivr = org.ivrs[index];
    if (ivr === undefined) return;
    const resource: Resource = { type: "ivr", id: ivr.id, name: ivr.name };
    problems.push({ kind, resource, detail });
  };
  for (const [index, plan] of org.plans.ivrs.entries()) {
    const ivr = org.ivrs[index];
    if (ivr === undefined) continue;
    if (plan.dangling !== undefined) {
      const flowId = ivr[plan.dangling]?.id ?? "";
      const field = fieldOf[plan.dangling];
      add("dangling-reference", index, { field, pointer: `/${field}/id`, flowId, deleted: plan.toDeleted });
    }
    if (plan.withoutClosed) add("ivr-without-closed-flow", index, { field: "closedHoursFlow" });
    const owner = org.ivrs[plan.sharesNumberOf ?? -1];
    if (plan.sharesNumberOf === undefined || owner === undefined) continue;
    const number = owner.numbers[0] ?? "";
    add("duplicate-ivr-number", plan.sharesNumberOf, { number, field: "dnis", otherIvrId: ivr.id });
    add("duplicate-ivr-number", index, { number, field: "dnis", otherIvrId: owner.id });
  }
  return { problems, nearMisses: [] };
}
