import type { Json, JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { Org } from "../../org/org.ts";
import type { Ivr } from "../../org/types.ts";
import { guidePage, guidePaging } from "../../server/pages.ts";
import { all, ok, type Route } from "../../server/route.ts";

/**
 * The holiday flow is an option of the menu: at the top for an IVR with one number, one level down for
 * others. A last option repeats the flow of the open hours.
 */
function menuOptions(ivr: Ivr): Json {
  const holiday = ivr.holiday === undefined ? [] : [{ name: "holiday", flowId: ivr.holiday.id }];
  const repeat = { name: "repeat", options: [{ name: "again", flowId: ivr.open.id }] };
  return ivr.numbers.length === 1 ? [...holiday, repeat] : [{ name: "calendar", options: holiday }, repeat];
}

function ivrEntity(org: Org, ivr: Ivr): JsonObject {
  return compact({
    id: ivr.id,
    name: ivr.name,
    organizationId: org.id,
    division: { id: ivr.division.id, name: ivr.division.name },
    description: ivr.description,
    state: "active",
    version: ivr.version,
    dnis: ivr.numbers,
    defaultFlowId: ivr.open.id,
    timeConditionFlowId: ivr.closed?.id,
    menuOptions: menuOptions(ivr),
    scheduleGroup: { id: ivr.scheduleGroup.id, name: ivr.scheduleGroup.name },
    dateCreated: formatTimestamp(ivr.createdAt),
    dateModified: formatTimestamp(ivr.modifiedAt),
    createdBy: ivr.createdBy.id,
    modifiedBy: ivr.modifiedBy.id,
  });
}

/** IVRs as the guides describe them. */
export const guideIvrRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "GET",
    path: "/api/v2/ivrs",
    permissions: all("routing:callRoute:view"),
    query: guidePaging,
    handle: ({ query }, { org }) => {
      const page = guidePage(org.ivrs, query, (ivr) => ivrEntity(org, ivr));
      return ok(page.body, page.headers);
    },
  },
];
