import type { Json } from "../../../model/json.ts";
import { isJsonObject } from "../../../model/json.ts";
import { parseTimestamp } from "../../../time/timestamp.ts";
import { auditedEntities, roleChange } from "../../org/audit-catalogue.ts";
import type { AuditEvent } from "../../org/types.ts";
import { badRequest } from "../../server/api-error.ts";
import type { BodyShape } from "../../server/body-shape.ts";
import type { AuditQuery } from "../audit-selection.ts";

/** Properties that both kinds of audit query take. */
export const auditRequestProperties: Readonly<Record<string, BodyShape>> = {
  interval: { type: "text" },
  serviceName: { type: "text" },
  filters: {
    type: "list",
    of: {
      type: "object",
      required: ["property", "value"],
      properties: {
        property: {
          type: "text",
          values: ["UserId", "TrusteeOrganizationId", "ClientId", "Action", "EntityType", "EntityId"],
        },
        value: { type: "text" },
      },
    },
  },
  sort: {
    type: "list",
    of: {
      type: "object",
      required: ["name", "sortOrder"],
      properties: {
        name: { type: "text", values: ["Timestamp"] },
        sortOrder: { type: "text", values: ["ascending", "descending"] },
      },
    },
  },
};

/** A query of the audit service, read from its body. */
export interface AuditRequest extends AuditQuery {
  readonly interval: string;
  readonly newestFirst: boolean;
}

const readers: Readonly<Record<string, (event: AuditEvent) => string | undefined>> = {
  UserId: (event) => event.actor.user?.id,
  ClientId: (event) => event.actor.client?.id,
  Action: (event) => event.action,
  EntityType: (event) => event.entityType,
  EntityId: (event) => event.entity.id,
  TrusteeOrganizationId: (event) => event.actor.user?.homeOrganizationId,
};

const field = (value: Json | undefined, name: string): Json =>
  isJsonObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;

function readFilters(value: Json): [property: string, value: string][] {
  const filters = Array.isArray(value) ? value : [];
  const pairs = filters.map((filter: Json): [string, string] => [
    String(field(filter, "property")),
    String(field(filter, "value")),
  ]);
  const has = (property: string): boolean => pairs.some(([name]) => name === property);
  if (has("EntityId") && !has("EntityType"))
    throw badRequest("A filter on EntityId needs one on EntityType.");
  return pairs;
}

/** Reads the body, which has the shape above. Throws ApiError 400 for an interval or service that cannot be. */
export function readAuditRequest(body: Json): AuditRequest {
  const interval = String(field(body, "interval"));
  const [start = "", end = "", ...more] = interval.split("/");
  const from = parseTimestamp(start);
  const to = parseTimestamp(end);
  if (from === undefined || to === undefined || more.length > 0) {
    throw badRequest(
      "Interval must be two ISO-8601 instants with zone, separated by a slash.",
      "invalid.date",
    );
  }
  if (from >= to) throw badRequest("The interval ends before it begins.", "invalid.date");
  const service = field(body, "serviceName");
  const known = [...auditedEntities, roleChange].some((entity) => entity.service === service);
  if (service !== null && !known) throw badRequest("The service name is not known.", "invalid.value");
  const filters = readFilters(field(body, "filters"));
  const sort = field(body, "sort");
  const order = Array.isArray(sort) ? field(sort[0], "sortOrder") : null;
  const conditions = [...(service === null ? [] : [["serviceName", String(service)]]), ...filters];
  return {
    interval,
    from,
    to,
    newestFirst: order !== "ascending",
    key: conditions.length === 0 ? "" : JSON.stringify(conditions),
    matches: (event) =>
      (service === null || event.service === service) &&
      filters.every(([property, value]) => readers[property]?.(event) === value),
  };
}
