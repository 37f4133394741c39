import { uuidFor } from "../../../org/uuid.ts";
import { notFound } from "../../../server/api-error.ts";
import { any, type Route, type RouteContext } from "../../../server/route.ts";
import { settingsRoute } from "../settings-route.ts";

/** The role that the simulator's own client has: what was granted, no more. */
function readerRole({ org, granted }: RouteContext) {
  const policies = Map.groupBy([...granted].sort(), (permission) => permission.replace(/:[^:]*$/, ""));
  const id = uuidFor(org.seed, "role", "reader");
  return {
    id,
    name: "Policy reader",
    permissionPolicies: [...policies].map(([prefix, permissions]) => {
      const [domain = "", entityName = ""] = prefix.split(":");
      const actionSet = permissions.map((permission) => permission.slice(prefix.length + 1));
      return { domain, entityName, actionSet, allowConditions: false };
    }),
    selfUri: `/api/v2/authorization/roles/${id}`,
  };
}

/** The client that asks, and its role. */
export const readerRoleRoutes: readonly Route[] = [
  settingsRoute({
    path: "/api/v2/oauth/clients/{clientId}",
    permissions: any("oauth:client:view"),
    read: ({ clientId }, context) => {
      const { reader } = context.org.people;
      if (clientId !== reader.id) throw notFound();
      return {
        id: reader.id,
        name: reader.name,
        authorizedGrantType: "CLIENT-CREDENTIALS",
        accessTokenValiditySeconds: 86_400,
        state: "active",
        roleDivisions: [{ roleId: readerRole(context).id, divisionId: "*" }],
        selfUri: `/api/v2/oauth/clients/${reader.id}`,
      };
    },
  }),
  settingsRoute({
    path: "/api/v2/authorization/roles/{roleId}",
    permissions: any("authorization:role:view"),
    read: ({ roleId }, context) => {
      const role = readerRole(context);
      if (roleId !== role.id) throw notFound();
      return role;
    },
  }),
];
