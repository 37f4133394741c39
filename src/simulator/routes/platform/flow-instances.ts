import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { FlowRun } from "../../org/types.ts";
import { any, ok, type Route } from "../../server/route.ts";
import { flowErrorReason, flowWarningReason } from "./flow-outcome.ts";
import { criteriaShape, readRunSearch } from "./instance-criteria.ts";

/** A search finds this many at most, and does not say that there were more. */
const mostMatches = 200;

function instanceEntity(run: FlowRun): JsonObject {
  return compact({
    id: run.id,
    flowId: run.flow.id,
    flowName: run.flow.name,
    flowVersion: run.version,
    flowType: run.flow.type.toLowerCase(),
    conversationId: run.conversationId,
    startDateTime: formatTimestamp(run.startedAt),
    endDateTime: formatTimestamp(run.endedAt),
    flowErrorReason: flowErrorReason(run),
    flowWarningReason: flowWarningReason(run),
    selfUri: `/api/v2/flows/instances/${run.id}`,
  });
}

/** The search for executed flows. There is no second page: a client narrows its criteria instead. */
export const flowInstanceRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/flows/instances/query",
    permissions: any("architect:flowInstance:search"),
    query: { indexOnly: { type: "boolean" }, pageSize: { type: "integer", min: 1, max: mostMatches } },
    body: criteriaShape,
    handle: ({ body, query }, { org }) => {
      const search = readRunSearch(body);
      const end = org.runs.firstSince(search.to + 1);
      const found: FlowRun[] = [];
      for (let index = org.runs.firstSince(search.from); index < end && found.length < mostMatches; index++) {
        const run = org.runs.at(index);
        if (search.matches(run)) found.push(run);
      }
      const pageSize = query.integer("pageSize", 50);
      return ok({
        entities: found.slice(0, pageSize).map(instanceEntity),
        pageSize,
        pageNumber: 1,
        total: found.length,
        pageCount: Math.ceil(found.length / pageSize),
      });
    },
  },
];
