import { flowTypes } from "../../org/flow-types.ts";
import type { Org } from "../../org/org.ts";
import type { Flow } from "../../org/types.ts";
import { notFound } from "../../server/api-error.ts";
import { platformPage, platformPaging } from "../../server/pages.ts";
import type { QuerySpec, QueryValues } from "../../server/query-values.ts";
import { any, ok, type Route } from "../../server/route.ts";
import { flowEntity, flowVersionEntity } from "./flow-entity.ts";
import { seenBy } from "./seen-by.ts";

const listQuery: QuerySpec = {
  ...platformPaging,
  type: { type: "text", many: true, values: flowTypes.map((type) => type.toLowerCase()) },
  sortBy: { type: "text", values: ["id", "name", "type"] },
  sortOrder: { type: "text", values: ["asc", "desc"] },
  id: { type: "text", many: true },
  name: { type: "text" },
  lockedBy: { type: "text" },
  deleted: { type: "boolean" },
  publishedAfter: { type: "timestamp" },
  publishedBefore: { type: "timestamp" },
  divisionId: { type: "text", many: true },
};

function keepers(query: QueryValues): (flow: Flow) => boolean {
  const among = (name: string, value: string): boolean => {
    const allowed = query.all(name);
    return allowed.length === 0 || allowed.includes(value);
  };
  const name = query.text("name")?.toLowerCase();
  const lockedBy = query.text("lockedBy");
  const after = query.timestamp("publishedAfter");
  const before = query.timestamp("publishedBefore");
  return (flow) =>
    among("type", flow.type.toLowerCase()) &&
    among("id", flow.id) &&
    among("divisionId", flow.division.id) &&
    (name === undefined || flow.name.toLowerCase().includes(name)) &&
    (lockedBy === undefined || flow.lockedBy?.id === lockedBy) &&
    (after === undefined || (flow.published?.at ?? -Infinity) > after) &&
    (before === undefined || (flow.published?.at ?? Infinity) < before);
}

function sorted(flows: readonly Flow[], query: QueryValues): Flow[] {
  const by = query.text("sortBy") ?? "id";
  const sign = query.text("sortOrder") === "desc" ? -1 : 1;
  const key = (flow: Flow): string =>
    by === "name" ? flow.name : by === "type" ? `${flow.type} ${flow.id}` : flow.id;
  return flows.toSorted((left, right) =>
    key(left) < key(right) ? -sign : key(left) > key(right) ? sign : 0,
  );
}

function flowById(org: Org, id: string): Flow {
  const flow = [...org.flows, ...org.deletedFlows].find((candidate) => candidate.id === id);
  if (flow === undefined) throw notFound("Could not find flow with specified ID.");
  return flow;
}

/** Flows and their versions. */
export const flowRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/flows",
    permissions: any("architect:flow:view"),
    query: listQuery,
    handle: ({ query }, context) => {
      const { org, mostPerList } = context;
      const flows = query.flag("deleted") === true ? [...org.flows, ...org.deletedFlows] : org.flows;
      const chosen = sorted(flows.filter(keepers(query)).filter(seenBy(context)), query);
      return ok(platformPage(chosen.slice(0, mostPerList), query, "/api/v2/flows", flowEntity));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/flows/{flowId}",
    permissions: any("architect:flow:view"),
    query: { deleted: { type: "boolean" } },
    handle: ({ params, query }, { org }) => {
      const flow = flowById(org, params["flowId"] ?? "");
      if (flow.deleted && query.flag("deleted") !== true)
        throw notFound("Could not find flow with specified ID.");
      return ok(flowEntity(flow));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/flows/{flowId}/versions",
    permissions: any("architect:flow:view"),
    query: { ...platformPaging, deleted: { type: "boolean" } },
    handle: ({ params, query }, { org, mostPerList }) => {
      const flow = flowById(org, params["flowId"] ?? "");
      const path = `/api/v2/flows/${flow.id}/versions`;
      const newestFirst = flow.versions.toReversed().slice(0, mostPerList);
      return ok(platformPage(newestFirst, query, path, (version) => flowVersionEntity(flow, version)));
    },
  },
];
