import type { Json, JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { divisionRef, entityRef } from "../../org/entity-ref.ts";
import type { FlowReference, Ivr } from "../../org/types.ts";
import { notFound } from "../../server/api-error.ts";
import { platformPage, platformPaging } from "../../server/pages.ts";
import { all, ok, type Route } from "../../server/route.ts";
import { seenBy } from "./seen-by.ts";

function flowRef(reference: FlowReference | undefined): Json | undefined {
  if (reference === undefined) return undefined;
  return compact({ id: reference.id, name: reference.name, selfUri: `/api/v2/flows/${reference.id}` });
}

/** An IVR (call route) as the platform serves it. */
function ivrEntity(ivr: Ivr): JsonObject {
  return compact({
    id: ivr.id,
    name: ivr.name,
    division: divisionRef(ivr.division),
    description: ivr.description,
    version: ivr.version,
    dateCreated: formatTimestamp(ivr.createdAt),
    dateModified: formatTimestamp(ivr.modifiedAt),
    modifiedBy: ivr.modifiedBy.id,
    createdBy: ivr.createdBy.id,
    state: "active",
    dnis: ivr.numbers,
    openHoursFlow: flowRef(ivr.open),
    closedHoursFlow: flowRef(ivr.closed),
    holidayHoursFlow: flowRef(ivr.holiday),
    scheduleGroup: entityRef(ivr.scheduleGroup, "/api/v2/architect/schedulegroups"),
    selfUri: `/api/v2/architect/ivrs/${ivr.id}`,
  });
}

/** IVRs. */
export const ivrRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/architect/ivrs",
    permissions: all("routing:callRoute:view"),
    query: {
      ...platformPaging,
      sortBy: { type: "text", values: ["name", "id"] },
      sortOrder: { type: "text", values: ["ASC", "DESC", "asc", "desc"] },
      name: { type: "text" },
      dnis: { type: "text" },
      scheduleGroup: { type: "text" },
      expand: { type: "text", many: true, values: ["identityresolution"] },
    },
    handle: ({ query }, context) => {
      const { org, mostPerList } = context;
      const [name, dnis, group] = [query.text("name"), query.text("dnis"), query.text("scheduleGroup")];
      const sign = query.text("sortOrder")?.toLowerCase() === "desc" ? -1 : 1;
      const key = (ivr: Ivr): string => (query.text("sortBy") === "id" ? ivr.id : `${ivr.name} ${ivr.id}`);
      const chosen = org.ivrs
        .filter(seenBy(context))
        .filter((ivr) => name === undefined || ivr.name.toLowerCase().includes(name.toLowerCase()))
        .filter((ivr) => dnis === undefined || ivr.numbers.includes(dnis))
        .filter((ivr) => group === undefined || ivr.scheduleGroup.id === group)
        .toSorted((left, right) => (key(left) < key(right) ? -sign : sign));
      return ok(platformPage(chosen.slice(0, mostPerList), query, "/api/v2/architect/ivrs", ivrEntity));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/architect/ivrs/{ivrId}",
    permissions: all("routing:callRoute:view"),
    handle: ({ params }, { org }) => {
      const ivr = org.ivrs.find((candidate) => candidate.id === params["ivrId"]);
      if (ivr === undefined) throw notFound();
      return ok(ivrEntity(ivr));
    },
  },
];
