import type { Route } from "../../../server/route.ts";
import { queueRoutes } from "./queues.ts";

/** Queues, routing, telephony, architect, integrations and outbound. */
export const contactCentreRoutes: readonly Route[] = [...queueRoutes];
