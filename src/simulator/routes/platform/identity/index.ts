import type { Route } from "../../../server/route.ts";
import { readerRoleRoutes } from "./reader-role.ts";

/** Clients, roles, users and the organisation's own settings. */
export const identityRoutes: readonly Route[] = [...readerRoleRoutes];
