import { isJsonObject, type JsonObject } from "../../../../model/json.ts";
import { formatTimestamp } from "../../../../time/timestamp.ts";
import { compact } from "../../../compact.ts";
import { notFound } from "../../../server/api-error.ts";
import { accepted, all, ok, type Route } from "../../../server/route.ts";
import { readCursor, writeCursor } from "../../cursor.ts";
import { qualityAuditBody, qualityAuditInterval, selectQualityAudits } from "./quality-audit-query.ts";

const path = "/api/v2/quality/conversations/audits/query";
const permissions = all("audits:interactionDetails:view");
const product = "quality";

/** The id of a query says it all, so that nothing has to be remembered. */
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
    body: qualityAuditBody,
    handle: ({ body }, { org }) => {
      const query = isJsonObject(body) ? body : {};
      qualityAuditInterval(query);
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
      const audits = selectQualityAudits(queryOf(id), org).slice(0, mostPerList);
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
