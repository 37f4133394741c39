import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

/** Skills, languages, wrap-up codes and groups by skill. */
export const routingListRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/routing/skills",
    permissions: any("routing:skill:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.skills(),
  }),
  listRoute({
    path: "/api/v2/routing/languages",
    paging: "number",
    list: (_request, { org }) => org.contactCentre.languages(),
  }),
  listRoute({
    path: "/api/v2/routing/wrapupcodes",
    permissions: all("routing:wrapupCode:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.wrapUpCodes(),
  }),
  listRoute({
    path: "/api/v2/routing/skillgroups",
    permissions: any("routing:skillGroup:view"),
    paging: "after",
    list: (_request, { org }) => org.contactCentre.skillGroups(),
  }),
];
