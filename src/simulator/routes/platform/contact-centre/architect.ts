import type { JsonObject } from "../../../../model/json.ts";
import { dataTableRows } from "../../../org/contact-centre/data-tables.ts";
import { notFound } from "../../../server/api-error.ts";
import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

function resourcesOf(prompt: JsonObject): readonly JsonObject[] {
  const { resources } = prompt;
  return Array.isArray(resources) ? (resources as readonly JsonObject[]) : [];
}

function withoutMedia({ mediaUri: _, ...resource }: JsonObject): JsonObject {
  return resource;
}

/** Schedules, prompts, data tables and what else belongs to Architect. */
export const architectRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/architect/schedules",
    permissions: all("routing:schedule:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.schedules(),
  }),
  listRoute({
    path: "/api/v2/architect/schedulegroups",
    permissions: all("routing:scheduleGroup:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.scheduleGroups(),
  }),
  listRoute({
    path: "/api/v2/architect/prompts",
    permissions: all("architect:userPrompt:view"),
    paging: "number",
    query: { includeMediaUris: { type: "boolean" } },
    list: ({ query }, { org }) => {
      const prompts = org.contactCentre.prompts();
      return query.flag("includeMediaUris") === false
        ? prompts.map((prompt) => ({ ...prompt, resources: resourcesOf(prompt).map(withoutMedia) }))
        : prompts;
    },
  }),
  listRoute({
    path: "/api/v2/architect/prompts/{promptId}/resources",
    permissions: all("architect:userPrompt:view"),
    paging: "number",
    list: ({ params }, { org }) => {
      const prompt = org.contactCentre.prompts().find(({ id }) => id === params["promptId"]);
      if (prompt === undefined) throw notFound();
      return resourcesOf(prompt);
    },
  }),
  listRoute({
    path: "/api/v2/flows/datatables",
    permissions: any("architect:datatable:view"),
    paging: "number",
    query: { expand: { type: "text", values: ["schema"] } },
    list: ({ query }, { org }) => {
      const tables = org.contactCentre.dataTables();
      return query.text("expand") === "schema" ? tables : tables.map(({ schema: _, ...table }) => table);
    },
  }),
  listRoute({
    path: "/api/v2/flows/datatables/{datatableId}/rows",
    permissions: any("architect:datatable:view", "architect:datatableRow:view"),
    paging: "number",
    query: { showbrief: { type: "boolean" } },
    list: ({ params }, { org }) => {
      const index = org.contactCentre.dataTables().findIndex(({ id }) => id === params["datatableId"]);
      if (index < 0) throw notFound();
      return dataTableRows(org, params["datatableId"] ?? "", index);
    },
  }),
  listRoute({
    path: "/api/v2/architect/grammars",
    permissions: all("architect:grammar:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.grammars(),
  }),
  listRoute({
    path: "/api/v2/scripts",
    permissions: any("scripter:script:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.scripts(),
  }),
  listRoute({
    path: "/api/v2/knowledge/knowledgebases",
    permissions: all("knowledge:knowledgebase:view"),
    paging: "after",
    maxSize: 100,
    list: (_request, { org }) => org.contactCentre.knowledgeBases(),
  }),
];
