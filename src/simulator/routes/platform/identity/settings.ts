import { licenseDefinitions } from "../../../org/identity/licenses.ts";
import {
  authenticationSettings,
  authorizationSettings,
  identityProviders,
  roleSettings,
  tokenTimeouts,
} from "../../../org/identity/settings.ts";
import { any, ok, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const authorizationPermissions = any("directory:organization:admin", "authorization:settings:view");

/** How people sign in, and what the organisation decided about roles and licences. */
export const identitySettingRoutes: readonly Route[] = [
  settingsRoute({
    path: "/api/v2/organizations/authentication/settings",
    permissions: any("directory:organization:admin"),
    read: authenticationSettings,
  }),
  settingsRoute({
    path: "/api/v2/tokens/timeout",
    read: (_params, { org }) =>
      tokenTimeouts(
        org.identity
          .groups()
          .slice(0, 1)
          .map(({ id }) => id),
      ),
  }),
  settingsRoute({
    path: "/api/v2/authorization/settings",
    permissions: authorizationPermissions,
    read: (_params, { org }) => authorizationSettings(org),
  }),
  settingsRoute({
    path: "/api/v2/authorization/roles/settings",
    permissions: authorizationPermissions,
    read: (_params, { org }) => roleSettings(org),
  }),
  listRoute({
    path: "/api/v2/authorization/policies",
    permissions: any("authorization:policy:view"),
    paging: "after",
    without: ["before"],
    list: (_request, { org }) => org.identity.accessPolicies(),
  }),
  listRoute({
    path: "/api/v2/identityproviders",
    permissions: any("sso:provider:view"),
    paging: "none",
    list: identityProviders,
  }),
  listRoute({
    path: "/api/v2/license/users",
    paging: "number",
    without: ["firstUri", "selfUri", "nextUri", "previousUri", "lastUri"],
    list: (_request, { org }) => org.identity.licenses(),
  }),
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/license/definitions",
    permissions: any("authorization:grant:add", "authorization:license:view"),
    handle: (_request, { mostPerList }) => ok(licenseDefinitions().slice(0, mostPerList)),
  },
];
