import type { JsonObject } from "../../../../model/json.ts";
import type { Grant } from "../../../org/identity/grants.ts";
import { permissionsOf, renderPermissions, renderRole } from "../../../org/identity/render-roles.ts";
import type { Role } from "../../../org/identity/roles.ts";
import { notFound } from "../../../server/api-error.ts";
import { any, ok, type Route, type RouteContext } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

const permissions = any("authorization:role:view");

function rendered(role: Role, { org, granted }: RouteContext, unused: boolean): JsonObject {
  const grants = org.identity.grantsByRole().get(role.id) ?? [];
  const users = new Set(grants.filter(({ type }) => type === "PC_USER").map(({ subject }) => subject.id));
  return renderRole(org.seed, role, { userCount: users.size, granted, unused });
}

function roleOf(id: string | undefined, { org }: RouteContext): Role {
  const role = org.identity.roles().find((candidate) => candidate.id === id);
  if (role === undefined) throw notFound();
  return role;
}

/** Grants of a role by who has it, each with all divisions in which it counts. */
function subjectGrants(grants: readonly Grant[]): readonly JsonObject[] {
  const subjects = new Map<string, Grant[]>();
  for (const grant of grants) {
    subjects.set(grant.subject.id, [...(subjects.get(grant.subject.id) ?? []), grant]);
  }
  return [...subjects.values()].flatMap((list) =>
    list.slice(0, 1).map(({ subject, type }) => ({
      id: subject.id,
      name: subject.name,
      divisions: list.map(({ division }) => ({ id: division.id, name: division.name })),
      type,
    })),
  );
}

/** Roles, who has them, and the permissions that exist. */
export const roleRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/authorization/roles",
    permissions,
    paging: "number",
    query: { userCount: { type: "boolean" } },
    list: (_request, context) => context.org.identity.roles().map((role) => rendered(role, context, false)),
  }),
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/authorization/roles/{roleId}",
    permissions,
    query: {
      userCount: { type: "boolean" },
      expand: { type: "text", many: true, values: ["unusedPermissions"] },
    },
    handle: ({ params, query }, context) =>
      ok(rendered(roleOf(params["roleId"], context), context, query.all("expand").length > 0)),
  },
  listRoute({
    path: "/api/v2/authorization/roles/{roleId}/subjectgrants",
    permissions,
    paging: "number",
    list: ({ params }, context) => {
      const { id } = roleOf(params["roleId"], context);
      return subjectGrants(context.org.identity.grantsByRole().get(id) ?? []);
    },
  }),
  listRoute({
    path: "/api/v2/authorization/permissions",
    paging: "number",
    list: (_request, { org, granted }) =>
      renderPermissions(org.identity.roles().flatMap((role) => permissionsOf(role, granted))),
  }),
];
