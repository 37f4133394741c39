import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { Org } from "../../org/org.ts";
import type { Flow } from "../../org/types.ts";
import { guidePage, guidePaging } from "../../server/pages.ts";
import { any, ok, type Route } from "../../server/route.ts";
import { actorRef } from "./actor-ref.ts";

/** A flow as the guides describe it; who changed it, and how many versions it has, only in the expanded view. */
function flowEntity(org: Org, flow: Flow, expanded: boolean): JsonObject {
  const { published, latest, lockedBy } = flow;
  const standard = {
    id: flow.id,
    name: flow.name,
    type: flow.type,
    status: published === undefined ? "draft" : "published",
    organizationId: org.id,
    lastModified: formatTimestamp(latest.at),
  };
  if (!expanded) return standard;
  return compact({
    ...standard,
    division: { id: flow.division.id, name: flow.division.name },
    description: flow.description,
    modifiedBy: actorRef(latest.by),
    publishedAt: published === undefined ? undefined : formatTimestamp(published.at),
    publishedBy: published === undefined ? undefined : actorRef(published.by),
    publishedVersion: published?.number,
    flowVersionCount: flow.versions.filter((version) => version.kind === "PUBLISH").length,
    lockedUser: lockedBy === undefined ? undefined : { id: lockedBy.id, name: lockedBy.name },
  });
}

const views = ["standard", "expanded"];

/** Flows and their versions as the guides describe them. */
export const guideFlowRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "GET",
    path: "/api/v2/architect/flows",
    permissions: any("architect:flow:view"),
    query: {
      ...guidePaging,
      status: { type: "text", values: ["published", "draft"] },
      view: { type: "text", values: views },
    },
    handle: ({ query }, { org }) => {
      const status = query.text("status");
      const published = (flow: Flow): boolean => flow.published !== undefined;
      const chosen = org.flows.filter(
        (flow) => status === undefined || published(flow) === (status === "published"),
      );
      const expanded = query.text("view") === "expanded";
      const page = guidePage(chosen, query, (flow) => flowEntity(org, flow, expanded));
      return ok(page.body, page.headers);
    },
  },
  {
    surface: "guide",
    method: "GET",
    path: "/api/v2/architect/flowversions",
    permissions: any("architect:flow:view"),
    query: { ...guidePaging, flowId: { type: "text", many: true } },
    handle: ({ query }, { org }) => {
      const wanted = query.all("flowId");
      const versions = org.flows
        .filter((flow) => wanted.length === 0 || wanted.includes(flow.id))
        .flatMap((flow) => flow.versions.map((version) => ({ flow, version })));
      const page = guidePage(versions, query, ({ flow, version }) => ({
        id: version.id,
        flowId: flow.id,
        version: version.number,
        status: version.kind === "PUBLISH" ? "published" : "draft",
        date: formatTimestamp(version.at),
        modifiedBy: actorRef(version.by) ?? null,
      }));
      return ok(page.body, page.headers);
    },
  },
];
