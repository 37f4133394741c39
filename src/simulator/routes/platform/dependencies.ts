import type { Json } from "../../../model/json.ts";
import type { Org } from "../../org/org.ts";
import { platformPage, platformPaging } from "../../server/pages.ts";
import { all, ok, type Route } from "../../server/route.ts";

interface Consumer {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly version?: string;
}

/** Flow type X is object type XFLOW, except for WORKFLOW. */
const objectType = (flowType: string): string => (flowType === "WORKFLOW" ? flowType : `${flowType}FLOW`);

function consumersOf(org: Org, id: string): Consumer[] {
  const ivrs = org.ivrs
    .filter((ivr) => [ivr.open, ivr.closed, ivr.holiday].some((reference) => reference?.id === id))
    .map((ivr) => ({ id: ivr.id, name: ivr.name, type: "IVRCONFIGURATION" }));
  const flows = org.flows
    .filter((flow) => flow.references.includes(id))
    .map((flow) => ({
      id: flow.id,
      name: flow.name,
      type: objectType(flow.type),
      version: flow.latest.number,
    }));
  return [...ivrs, ...flows];
}

/** Who uses a flow: IVRs and other flows. */
export const dependencyRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/architect/dependencytracking/consumingresources",
    permissions: all("architect:dependencyTracking:view"),
    query: {
      ...platformPaging,
      id: { type: "text" },
      objectType: { type: "text" },
      resourceType: { type: "text", many: true },
      version: { type: "text" },
      flowFilter: { type: "text", values: ["published"] },
    },
    handle: ({ query }, { org }) => {
      const render = (consumer: Consumer): Json => ({
        ...consumer,
        deleted: false,
        updated: false,
        stateUnknown: false,
      });
      const path = "/api/v2/architect/dependencytracking/consumingresources";
      return ok(platformPage(consumersOf(org, query.text("id") ?? ""), query, path, render));
    },
  },
];
