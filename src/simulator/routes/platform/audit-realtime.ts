import { isJsonObject } from "../../../model/json.ts";
import { auditedEntities, flowPublication, roleChange } from "../../org/audit-catalogue.ts";
import { day } from "../../org/spans.ts";
import { badRequest } from "../../server/api-error.ts";
import { all, ok, type Route, type SimulatorResponse } from "../../server/route.ts";
import { selectAudits, sliceAudits } from "../audit-selection.ts";
import { auditMessage } from "./audit-message.ts";
import { auditRequestProperties, readAuditRequest } from "./audit-request.ts";

const permissions = all("audits:audit:view");

/** Services, their entity types and the actions on them. */
function serviceMapping(): SimulatorResponse {
  const services = new Map<string, Map<string, string[]>>();
  for (const { service, entityType, actions } of [...auditedEntities, flowPublication, roleChange]) {
    const entities = services.get(service) ?? new Map<string, string[]>();
    entities.set(entityType, [...(entities.get(entityType) ?? []), ...actions]);
    services.set(service, entities);
  }
  return ok({
    services: [...services].map(([name, entities]) => ({
      name,
      entities: [...entities].map(([entity, actions]) => ({ name: entity, actions })),
    })),
  });
}

/** Audit queries that are answered at once, over the last fourteen days, and what may be queried. */
export const auditRealtimeRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/audits/query/realtime",
    permissions,
    query: { expand: { type: "text", many: true, values: ["user"] } },
    body: {
      type: "object",
      required: ["interval"],
      properties: {
        ...auditRequestProperties,
        pageNumber: { type: "integer", min: 1, max: 1_000_000 },
        pageSize: { type: "integer", min: 1, max: 500 },
      },
    },
    handle: ({ body, query }, { org, state, mostPerList }) => {
      const request = readAuditRequest(body);
      if (request.from < org.now - 14 * day) {
        throw badRequest("Realtime queries reach back 14 days at most.", "invalid.date");
      }
      const number = (name: string, fallback: number): number => {
        const value = isJsonObject(body) ? body[name] : undefined;
        return typeof value === "number" ? value : fallback;
      };
      const pageSize = number("pageSize", 25);
      const pageNumber = number("pageNumber", 1);
      const selection = selectAudits(org, state.auditSelections, request);
      const total = Math.min(selection.count, mostPerList);
      const start = Math.min(total, (pageNumber - 1) * pageSize);
      const length = Math.min(pageSize, total - start);
      const events = sliceAudits(selection, start, length, request.newestFirst);
      const names = query.all("expand").includes("user");
      return ok({
        entities: events.map((event) => auditMessage(org, event, names)),
        pageSize,
        pageNumber,
        total,
        pageCount: Math.ceil(total / pageSize),
      });
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/audits/query/servicemapping",
    permissions,
    handle: serviceMapping,
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/audits/query/realtime/servicemapping",
    permissions,
    handle: serviceMapping,
  },
];
