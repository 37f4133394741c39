import type { Route } from "../../../server/route.ts";
import { architectRoutes } from "./architect.ts";
import { entryPointRoutes } from "./entry-points.ts";
import { flowSettingRoutes } from "./flow-settings.ts";
import { flowUsageRoutes } from "./flow-usage.ts";
import { integrationRoutes } from "./integrations.ts";
import { outboundRoutes } from "./outbound.ts";
import { queueRoutes } from "./queues.ts";
import { routingListRoutes } from "./routing-lists.ts";
import { telephonyRoutes } from "./telephony.ts";

/** Queues, routing, telephony, architect, integrations and outbound. */
export const contactCentreRoutes: readonly Route[] = [
  ...queueRoutes,
  ...routingListRoutes,
  ...entryPointRoutes,
  ...architectRoutes,
  ...flowSettingRoutes,
  ...flowUsageRoutes,
  ...integrationRoutes,
  ...telephonyRoutes,
  ...outboundRoutes,
];
