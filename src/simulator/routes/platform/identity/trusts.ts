import type { JsonObject } from "../../../../model/json.ts";
import { trusteeGroups, trusteeUsers } from "../../../org/identity/trusts.ts";
import { notFound } from "../../../server/api-error.ts";
import { any, type Route, type RouteContext } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

type OfTrustee = (org: RouteContext["org"], trusteeId: string) => readonly JsonObject[];

function trusteeList(kind: string, permission: string, list: OfTrustee): Route {
  return listRoute({
    path: `/api/v2/orgauthorization/trustees/{trusteeOrgId}/${kind}`,
    permissions: any(permission),
    paging: "number",
    list: ({ params }, { org }) => {
      const id = params["trusteeOrgId"] ?? "";
      if (!org.identity.trustees().some((trustee) => trustee["id"] === id)) throw notFound();
      return list(org, id);
    },
  });
}

/** Organisations that may act in this one, and those in which this one may. */
export const trustRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/orgauthorization/trustees",
    permissions: any("authorization:orgTrustee:view"),
    paging: "number",
    list: (_request, { org }) => org.identity.trustees(),
  }),
  trusteeList("users", "authorization:orgTrusteeUser:view", trusteeUsers),
  trusteeList("groups", "authorization:orgTrusteeGroup:view", trusteeGroups),
  listRoute({
    path: "/api/v2/orgauthorization/trustors",
    permissions: any("authorization:orgTrustor:view"),
    paging: "number",
    list: (_request, { org }) => org.identity.trustors(),
  }),
];
