import { renderDivision, renderGrant } from "../../../org/identity/render-roles.ts";
import type { Org } from "../../../org/org.ts";
import { notFound } from "../../../server/api-error.ts";
import { any, ok, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

const permissions = any("authorization:grant:view");

const homeOf = (org: Org): string => org.people.divisions[0]?.id ?? "";

/** Divisions, and who was given which role in them. */
export const grantRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/authorization/divisions",
    paging: "number",
    list: (_request, { org }) =>
      org.people.divisions.map((division) => renderDivision(division, division.id === homeOf(org))),
  }),
  listRoute({
    path: "/api/v2/authorization/divisions/{divisionId}/grants",
    permissions,
    paging: "number",
    without: ["firstUri", "selfUri", "nextUri", "previousUri", "lastUri"],
    list: ({ params }, { org, granted }) => {
      const division = org.people.divisions.find(({ id }) => id === params["divisionId"]);
      if (division === undefined) throw notFound();
      const grants = org.identity.grantsByDivision().get(division.id) ?? [];
      return grants.map((grant) => renderGrant(grant, homeOf(org), granted));
    },
  }),
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/authorization/subjects/{subjectId}",
    permissions,
    query: { includeDuplicates: { type: "boolean" } },
    handle: ({ params }, { org, granted, mostPerList }) => {
      const id = params["subjectId"] ?? "";
      const grants = org.identity.grantsBySubject().get(id)?.slice(0, mostPerList);
      const name = grants?.[0]?.subject.name ?? org.identity.memberById().get(id)?.user.name;
      if (name === undefined) throw notFound();
      return ok({
        id,
        name,
        grants: (grants ?? []).map((grant) => renderGrant(grant, homeOf(org), granted)),
        version: 2,
        selfUri: `/api/v2/authorization/subjects/${id}`,
      });
    },
  },
];
