import type { JsonObject } from "../../../../model/json.ts";
import { compact } from "../../../compact.ts";
import { currentLimits, defaultLimits, limitNamespaces } from "../../../org/identity/limits.ts";
import { notFound } from "../../../server/api-error.ts";
import { platformPage, platformPaging } from "../../../server/pages.ts";
import { any, ok, type Route } from "../../../server/route.ts";
import { settingsRoute } from "../settings-route.ts";

const base = "/api/v2/organizations/limits";

function limitsRoute(path: string, limits: (namespace: string) => readonly JsonObject[] | undefined): Route {
  return settingsRoute({
    path,
    read: ({ namespaceName = "" }, { mostPerList }) => {
      const entities = limits(namespaceName)?.slice(0, mostPerList);
      if (entities === undefined) throw notFound();
      return { entities };
    },
  });
}

/** Limits of the organisation, and requests to change them. */
export const limitRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "GET",
    path: `${base}/namespaces`,
    query: platformPaging,
    handle: ({ query }, { mostPerList }) =>
      ok(platformPage(limitNamespaces.slice(0, mostPerList), query, `${base}/namespaces`, (name) => name)),
  },
  limitsRoute(`${base}/namespaces/{namespaceName}`, currentLimits),
  limitsRoute(`${base}/namespaces/{namespaceName}/defaults`, defaultLimits),
  {
    surface: "platform",
    method: "GET",
    path: `${base}/changerequests`,
    permissions: any("limits:organization:view"),
    query: {
      after: { type: "integer", min: 0, max: 999_999_999 },
      before: { type: "integer", min: 0, max: 999_999_999 },
      pageSize: { type: "integer", min: 1, max: 200 },
    },
    handle: ({ query }, { org, mostPerList }) => {
      const all = org.identity.limitChanges().slice(0, mostPerList);
      const start = query.integer("after", 0);
      const end = start + query.integer("pageSize", 25);
      const link = `${base}/changerequests?pageSize=${end - start}&after=${end}`;
      return ok(compact({ entities: all.slice(start, end), nextUri: end < all.length ? link : undefined }));
    },
  },
];
