import type { Json, JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { AuditEvent } from "../../org/types.ts";
import { ApiError, badRequest } from "../../server/api-error.ts";
import { all, ok, type Route } from "../../server/route.ts";
import { type AuditQuery, selectAudits, sliceAudits } from "../audit-selection.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { valuesByProperty } from "./values-by-property.ts";

const readers: Readonly<Record<string, (event: AuditEvent) => string | undefined>> = {
  type: () => "configuration",
  entityType: (event) => event.entityType,
  action: (event) => event.action,
  userId: (event) => event.actor.user?.id,
  entityId: (event) => event.entity.id,
  serviceName: (event) => event.service,
};

function auditEntity(event: AuditEvent): JsonObject {
  const { user, client } = event.actor;
  const before: Json = valuesByProperty(event.changes, "before");
  const after: Json = valuesByProperty(event.changes, "after");
  return compact({
    id: event.id,
    type: "configuration",
    timestamp: formatTimestamp(event.at),
    userId: user?.id,
    userName: user?.name,
    clientId: client?.id,
    clientName: client?.name,
    serviceName: event.service,
    action: event.action,
    entityType: event.entityType,
    entityId: event.entity.id,
    entityName: event.entity.name,
    level: user === undefined && client === undefined ? "SYSTEM" : "USER",
    status: "SUCCESS",
    remoteIp: user === undefined && client === undefined ? undefined : event.remoteIp,
    before,
    after,
  });
}

/** `type=configuration,action=Update`: comma-separated conditions, compared exactly; what does not fit finds nothing. */
function readFilter(filter: string): Pick<AuditQuery, "key" | "matches"> {
  const conditions = filter.split(",").map((part): [string, string] => {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(0, at));
    if (!Object.hasOwn(readers, name))
      throw badRequest("The filter has a condition that is not known.", "invalid.value");
    return [name, part.slice(at + 1)];
  });
  const narrowing = conditions.filter(([name, value]) => !(name === "type" && value === "configuration"));
  return {
    key: narrowing.length === 0 ? "" : JSON.stringify(narrowing),
    matches: (event) => narrowing.every(([name, value]) => readers[name]?.(event) === value),
  };
}

/** Configuration changes as the guides describe them: read by page token, oldest first. */
export const guideAuditLogRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "GET",
    path: "/api/v2/auditlogs",
    permissions: all("audits:audit:view"),
    query: {
      filter: { type: "text" },
      dateFrom: { type: "timestamp" },
      dateTo: { type: "timestamp" },
      pageSize: { type: "integer", min: 1, max: 1000 },
      pageToken: { type: "text" },
    },
    handle: ({ query }, { org, state }) => {
      const from = query.timestamp("dateFrom");
      const to = query.timestamp("dateTo");
      if (from === undefined || to === undefined) {
        throw new ApiError(408, "client.timeout", "The query has no dates and took too long.");
      }
      if (from >= to) throw badRequest("dateTo is not after dateFrom.", "invalid.date");
      const filter = query.text("filter");
      const conditions = filter === undefined ? { key: "", matches: () => true } : readFilter(filter);
      const selection = selectAudits(org, state.auditSelections, { from, to, ...conditions });
      const pageSize = query.integer("pageSize", 25);
      const name = `${from}/${to}/${conditions.key}`;
      const token = query.text("pageToken");
      const start = token === undefined ? 0 : readCursor(token, name);
      const events = sliceAudits(selection, start, pageSize, false);
      const end = start + events.length;
      const nextPage = end < selection.count ? writeCursor(name, end) : undefined;
      return ok(compact({ entities: events.map(auditEntity), pageSize, nextPage }));
    },
  },
];
