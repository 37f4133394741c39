import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { Tracked, Use } from "../../org/contact-centre/dependency.ts";
import { objectTypes } from "../../org/contact-centre/object-types.ts";
import { hour } from "../../org/spans.ts";
import { badRequest } from "../../server/api-error.ts";
import type { QuerySpec, QueryValues } from "../../server/query-values.ts";
import { all, type Route } from "../../server/route.ts";
import { listRoute } from "./list-route.ts";
import { settingsRoute } from "./settings-route.ts";

const path = "/api/v2/architect/dependencytracking";
const permissions = all("architect:dependencyTracking:view");

const subject: QuerySpec = {
  id: { type: "text" },
  objectType: { type: "text", values: objectTypes },
  version: { type: "text" },
};

const flowFilter = { type: "text", values: ["checkedIn", "published"] } as const;

function required(query: QueryValues, name: string): string {
  const value = query.text(name);
  if (value === undefined) throw badRequest(`Parameter [${name}] is missing.`, "bad.request");
  return value;
}

function object({ id, name, type, version }: Tracked, { deleted, updated }: Partial<Use>): JsonObject {
  return compact({
    id,
    name,
    type,
    version,
    deleted: deleted === true,
    updated: updated === true,
    stateUnknown: false,
  });
}

/** What an object of a list of troubled consumers looks like. */
function consumer(uses: readonly Use[], query: QueryValues): readonly JsonObject[] {
  return uses.slice(0, 1).map((first) => ({
    ...object(first.consumer, {}),
    ...(query.flag("consumedResources") === true
      ? { consumedResources: uses.map((use) => object(use.consumed, use)) }
      : {}),
  }));
}

/** Dependency tracking: who uses what, and what is wrong with it. */
export const dependencyRoutes: readonly Route[] = [
  listRoute({
    path: `${path}/consumingresources`,
    permissions,
    paging: "number",
    query: { ...subject, flowFilter },
    list: ({ query }, { org }) => {
      const uses = org.contactCentre
        .dependencies()
        .consumersOf(required(query, "objectType"), required(query, "id"));
      const wanted = uses.filter((use) => use.published || query.text("flowFilter") === undefined);
      return wanted.map((use) => object(use.consumer, use));
    },
  }),
  listRoute({
    path: `${path}/consumedresources`,
    permissions,
    paging: "number",
    query: subject,
    list: ({ query }, { org }) => {
      const [type, id] = [required(query, "objectType"), required(query, "id")];
      const uses = org.contactCentre.dependencies().consumedBy(type, id, required(query, "version"));
      return uses.map((use) => object(use.consumed, use));
    },
  }),
  listRoute({
    path: `${path}/deletedresourceconsumers`,
    permissions,
    paging: "number",
    query: { flowFilter, consumedResources: { type: "boolean" } },
    list: ({ query }, { org }) => {
      const all = org.contactCentre.dependencies().troubled("deleted");
      const wanted = all.filter((uses) => query.text("flowFilter") === undefined || uses[0]?.published);
      return wanted.flatMap((uses) => consumer(uses, query));
    },
  }),
  listRoute({
    path: `${path}/updatedresourceconsumers`,
    permissions,
    paging: "number",
    query: { consumedResources: { type: "boolean" } },
    list: ({ query }, { org }) =>
      org.contactCentre
        .dependencies()
        .troubled("updated")
        .flatMap((uses) => consumer(uses, query)),
  }),
  settingsRoute({
    path: `${path}/build`,
    permissions,
    read: (_params, { org }) => ({
      id: "dependency-tracking",
      buildId: org.id,
      dateStarted: formatTimestamp(org.now - 31 * hour),
      dateCompleted: formatTimestamp(org.now - 30 * hour),
      status: "OPERATIONAL",
      failedObjects: [],
    }),
  }),
];
