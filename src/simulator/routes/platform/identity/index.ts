import type { Route } from "../../../server/route.ts";
import { grantRoutes } from "./grants.ts";
import { groupRoutes } from "./groups.ts";
import { limitRoutes } from "./limits.ts";
import { oauthClientRoutes } from "./oauth-clients.ts";
import { roleRoutes } from "./roles.ts";
import { identitySettingRoutes } from "./settings.ts";
import { trustRoutes } from "./trusts.ts";
import { usageRoutes } from "./usage.ts";
import { userRoutes } from "./users.ts";

/** Users, roles, clients, trust and limits. */
export const identityRoutes: readonly Route[] = [
  ...userRoutes,
  ...groupRoutes,
  ...roleRoutes,
  ...grantRoutes,
  ...oauthClientRoutes,
  ...usageRoutes,
  ...identitySettingRoutes,
  ...trustRoutes,
  ...limitRoutes,
];
