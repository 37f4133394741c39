import type { Route } from "../../../server/route.ts";

export const identityRoutes: readonly Route[] = [];
