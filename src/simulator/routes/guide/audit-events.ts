import type { Json, JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { AuditEvent } from "../../org/types.ts";
import { badRequest } from "../../server/api-error.ts";
import { all, ok, type Route } from "../../server/route.ts";
import { selectAudits, sliceAudits } from "../audit-selection.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { valuesByProperty } from "./values-by-property.ts";

/** `queue.update`, `flow.publish` … */
function eventTypeOf(event: AuditEvent): string {
  return `${event.entityType}.${event.action}`.toLowerCase();
}

function eventEntity(event: AuditEvent, fields: readonly string[]): JsonObject {
  const { user, client } = event.actor;
  const actor = user ?? client;
  const data: Json = compact({
    serviceName: event.service,
    clientId: client?.id,
    entityName: event.entity.name,
    before: valuesByProperty(event.changes, "before"),
    after: valuesByProperty(event.changes, "after"),
  });
  const whole = compact({
    id: event.id,
    date: formatTimestamp(event.at),
    eventType: eventTypeOf(event),
    actorId: actor?.id,
    actorName: actor?.name,
    entityId: event.entity.id,
    entityType: event.entityType,
    data,
  });
  if (fields.length === 0) return whole;
  return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name)));
}

/** The stream of audit events as the guides describe it: read by cursor, oldest first; `page` is refused. */
export const guideAuditEventRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "GET",
    path: "/api/v2/auditlogs/events",
    permissions: all("audits:audit:view"),
    query: {
      dateFrom: { type: "timestamp" },
      dateTo: { type: "timestamp" },
      size: { type: "integer", min: 1, max: 100 },
      cursor: { type: "text" },
      eventType: { type: "text" },
      fields: { type: "text" },
    },
    handle: ({ query }, { org, state }) => {
      const from = query.timestamp("dateFrom");
      const to = query.timestamp("dateTo");
      if (from === undefined || to === undefined || from >= to) {
        throw badRequest("dateFrom and a later dateTo are required.", "invalid.date");
      }
      const types = query.text("eventType")?.split(",") ?? [];
      const name = `${from}/${to}/${types.join(",")}`;
      const selection = selectAudits(org, state.auditSelections, {
        from,
        to,
        key: types.length === 0 ? "" : JSON.stringify({ types }),
        matches: (event) => types.includes(eventTypeOf(event)),
      });
      const size = query.integer("size", 50);
      const cursor = query.text("cursor");
      const start = cursor === undefined ? 0 : readCursor(cursor, name);
      const events = sliceAudits(selection, start, size, false);
      const end = start + events.length;
      const fields = query.text("fields")?.split(",") ?? [];
      const entities = events.map((event) => eventEntity(event, fields));
      const nextPageCursor = end < selection.count ? writeCursor(name, end) : undefined;
      return ok(compact({ entities, size, nextPageCursor }));
    },
  },
];
