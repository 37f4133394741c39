import type { JsonObject } from "../../../../model/json.ts";
import { parseTimestamp } from "../../../../time/timestamp.ts";
import type { Org } from "../../../org/org.ts";
import { badRequest } from "../../../server/api-error.ts";
import type { BodyShape } from "../../../server/body-shape.ts";

/** How an audit is asked for by what, under the names that filters have. */
const readers: Readonly<Record<string, (audit: JsonObject) => string>> = {
  UserId: ({ user }) => Object(user).id,
  ClientId: ({ client }) => Object(client).id,
  Action: ({ action }) => `${action}`,
  EntityType: ({ entityType }) => `${entityType}`,
  ConversationId: ({ context }) => Object(context).conversationId,
  ServiceName: ({ serviceName }) => `${serviceName}`,
};

const filters: BodyShape = {
  type: "list",
  of: {
    type: "object",
    required: ["property", "value"],
    properties: { property: { type: "text", values: Object.keys(readers) }, value: { type: "text" } },
  },
};

const sort: BodyShape = {
  type: "list",
  max: 1,
  of: {
    type: "object",
    required: ["name", "sortOrder"],
    properties: {
      name: { type: "text", values: ["Timestamp"] },
      sortOrder: { type: "text", values: ["ascending"] },
    },
  },
};

/** The body of a query. */
export const qualityAuditBody: BodyShape = {
  type: "object",
  required: ["interval", "filters"],
  properties: { interval: { type: "text" }, filters, sort },
};

/** First and last instant of a query. Throws ApiError 400 where it has no interval. */
export function qualityAuditInterval({ interval }: JsonObject): readonly [from: number, to: number] {
  const [from, to] = `${interval}`.split("/").map((instant) => parseTimestamp(instant));
  if (from === undefined || to === undefined || to < from)
    throw badRequest("The interval is not valid.", "invalid.date");
  return [from, to];
}

/** Messages that a query asks for. */
export function selectQualityAudits(query: JsonObject, { oversight }: Org): JsonObject[] {
  const [from, to] = qualityAuditInterval(query);
  const conditions = Array.isArray(query["filters"]) ? query["filters"].map((filter) => Object(filter)) : [];
  const asked = (message: JsonObject): boolean =>
    conditions.every(({ property, value }) => readers[property]?.(message) === value);
  return oversight
    .qualityAudits()
    .filter(({ at, message }) => at >= from && at <= to && asked(message))
    .map(({ message }) => message);
}
