import { isJsonObject, type JsonObject } from "../../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../../time/timestamp.ts";
import { compact } from "../../../compact.ts";
import type { Org } from "../../../org/org.ts";
import { badRequest, notFound } from "../../../server/api-error.ts";
import type { BodyShape } from "../../../server/body-shape.ts";
import { accepted, all, ok, type Route } from "../../../server/route.ts";
import { readCursor, writeCursor } from "../../cursor.ts";

const path = "/api/v2/quality/conversations/audits/query";
const permissions = all("audits:interactionDetails:view");
const product = "quality";

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

/** The body of a query. Its transaction id says it all, so that nothing has to be remembered. */
function transactionId(query: JsonObject): string {
  return Buffer.from(JSON.stringify(query)).toString("base64url");
}

function queryOf(id: string): JsonObject {
  try {
    const query: unknown = JSON.parse(Buffer.from(id, "base64url").toString("utf8"));
    if (isJsonObject(query)) return query;
  } catch {
    // Falls through to the refusal: what cannot be read is no transaction.
  }
  throw notFound("No audit query has this transaction id.");
}

function instants({ interval }: JsonObject): readonly [from: number, to: number] {
  const [from, to] = `${interval}`.split("/").map((instant) => parseTimestamp(instant));
  if (from === undefined || to === undefined || to < from)
    throw badRequest("The interval is not valid.", "invalid.date");
  return [from, to];
}

/** Messages that a query asks for. */
function select(query: JsonObject, { oversight }: Org): JsonObject[] {
  const [from, to] = instants(query);
  const conditions = Array.isArray(query["filters"]) ? query["filters"].map((filter) => Object(filter)) : [];
  const asked = (message: JsonObject): boolean =>
    conditions.every(({ property, value }) => readers[property]?.(message) === value);
  return oversight
    .qualityAudits()
    .filter(({ at, message }) => at >= from && at <= to && asked(message))
    .map(({ message }) => message);
}

function status(query: JsonObject, state: string, now: number): JsonObject {
  return { id: transactionId(query), state, dateStart: formatTimestamp(now), ...query };
}

/** Who listened to, evaluated and changed what: accepted, polled, read by cursor. */
export const qualityAuditRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path,
    permissions,
    product,
    body: {
      type: "object",
      required: ["interval", "filters"],
      properties: { interval: { type: "text" }, filters, sort },
    },
    handle: ({ body }, { org }) => {
      const query = isJsonObject(body) ? body : {};
      instants(query);
      return accepted(status(query, "Queued", org.now));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: `${path}/{transactionId}`,
    permissions,
    product,
    handle: ({ params }, { org }) => ok(status(queryOf(params["transactionId"] ?? ""), "Succeeded", org.now)),
  },
  {
    surface: "platform",
    method: "GET",
    path: `${path}/{transactionId}/results`,
    permissions,
    product,
    query: {
      cursor: { type: "text" },
      pageSize: { type: "integer", min: 1, max: 500 },
      expand: { type: "text", many: true, values: ["user"] },
    },
    handle: ({ params, query }, { org, mostPerList }) => {
      const { transactionId: id = "" } = params;
      const audits = select(queryOf(id), org).slice(0, mostPerList);
      const cursor = query.text("cursor");
      const start = cursor === undefined ? 0 : readCursor(cursor, id);
      const pageSize = query.integer("pageSize", 25);
      const end = start + pageSize;
      const named = query.all("expand").includes("user");
      const entities = audits.slice(start, end).map(({ user, ...audit }) => {
        const { name: _, ...unnamed } = Object(user);
        return { ...audit, user: named ? Object(user) : unnamed };
      });
      const next = end < audits.length ? writeCursor(id, end) : undefined;
      return ok(compact({ id, pageSize, cursor: next, entities }));
    },
  },
];
