import type { Route } from "../../../server/route.ts";

export const oversightRoutes: readonly Route[] = [];
