import { isJsonObject } from "../../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../../time/timestamp.ts";
import type { Flow } from "../../../org/types.ts";
import { badRequest } from "../../../server/api-error.ts";
import { any, ok, type Route } from "../../../server/route.ts";

/** Start and end of an ISO 8601 interval. Throws ApiError 400 when it is none. */
function readInterval(text: string): readonly [number, number] {
  const [from, to] = text.split("/").map((part) => parseTimestamp(part));
  if (from === undefined || to === undefined || from >= to)
    throw badRequest("The interval is not valid.", "invalid.date");
  return [from, to];
}

/** The medium of a flow's executions; workflows and the like have none. */
function mediaType({ type }: Flow): { mediaType?: string } {
  if (/CALL|VOICE/.test(type)) return { mediaType: "voice" };
  if (type.includes("EMAIL")) return { mediaType: "email" };
  return type.includes("MESSAGE") ? { mediaType: "message" } : {};
}

/** How often flows were executed. */
export const flowUsageRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/analytics/flows/aggregates/query",
    permissions: any("analytics:flowAggregate:view"),
    body: {
      type: "object",
      required: ["interval", "metrics", "groupBy"],
      properties: {
        interval: { type: "text" },
        groupBy: { type: "list", of: { type: "text", values: ["flowId"] }, max: 1 },
        metrics: { type: "list", of: { type: "text", values: ["nFlow"] }, max: 1 },
      },
    },
    handle: ({ body }, { org, mostPerList }) => {
      const [from, to] = readInterval(isJsonObject(body) ? `${body["interval"]}` : "");
      const counts = new Map<Flow, number>();
      const end = org.runs.firstSince(to);
      for (let index = org.runs.firstSince(from); index < end; index++) {
        const { flow } = org.runs.at(index);
        counts.set(flow, (counts.get(flow) ?? 0) + 1);
      }
      const interval = `${formatTimestamp(from)}/${formatTimestamp(to)}`;
      const results = [...counts].slice(0, mostPerList).map(([flow, count]) => ({
        group: { flowId: flow.id, ...mediaType(flow) },
        data: [{ interval, metrics: [{ metric: "nFlow", stats: { count } }] }],
      }));
      return ok({ results });
    },
  },
];
