import { isJsonObject, type Json, type JsonObject } from "../../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../../time/timestamp.ts";
import { badRequest } from "../../../server/api-error.ts";
import { any, ok, type Route } from "../../../server/route.ts";

/** The one criterion that is understood: conversations that began in a range. */
function rangeOf(body: Json): readonly [number, number] {
  const query = isJsonObject(body) ? body["query"] : undefined;
  const [criterion, ...more] = Array.isArray(query) ? query : [];
  if (!isJsonObject(criterion) || more.length > 0 || criterion["type"] !== "DATE_RANGE")
    throw badRequest("The search has criteria that are not known.", "invalid.value");
  const [start, end] = ["startValue", "endValue"].map((name) => parseTimestamp(String(criterion[name])));
  if (start === undefined || end === undefined || start > end)
    throw badRequest("The range of the search is not one.", "invalid.date");
  return [start, end];
}

/** Transcripts of conversations, searched by when they began; oldest first. */
export const transcriptSearchRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/speechandtextanalytics/transcripts/search",
    permissions: any(
      "analytics:conversationDetail:view",
      "recording:recording:view",
      "recording:recordingSegment:view",
    ),
    product: "speechAndTextAnalytics",
    body: {
      type: "object",
      required: ["types"],
      properties: {
        types: { type: "list", of: { type: "text", values: ["transcripts"] } },
        query: { type: "list", of: { type: "any" } },
        returnFields: { type: "list", of: { type: "text" } },
        sortBy: { type: "text", values: ["conversationStartTime"] },
        sortOrder: { type: "text", values: ["ASC", "DESC"] },
        pageSize: { type: "integer", min: 1, max: 100 },
        pageNumber: { type: "integer", min: 1, max: 1_000_000 },
      },
    },
    handle: ({ body }, { org, mostPerList }) => {
      const [from, to] = rangeOf(body);
      const wanted: JsonObject = isJsonObject(body) ? body : {};
      const pageSize = Number(wanted["pageSize"] ?? 25);
      const pageNumber = Number(wanted["pageNumber"] ?? 1);
      const found = org.oversight
        .conversations()
        .filter(({ at }) => at >= from && at <= to)
        .slice(0, mostPerList);
      const results = found
        .slice((pageNumber - 1) * pageSize, pageNumber * pageSize)
        .map(({ id, communicationId, at }) => ({
          conversationId: id,
          communicationId,
          conversationStartTime: formatTimestamp(at),
        }));
      const pageCount = Math.ceil(found.length / pageSize);
      return ok({ types: ["transcripts"], results, total: found.length, pageCount, pageSize, pageNumber });
    },
  },
];
