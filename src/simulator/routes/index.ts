import type { Route } from "../server/route.ts";
import { guideAuditEventRoutes } from "./guide/audit-events.ts";
import { guideAuditLogRoutes } from "./guide/audit-logs.ts";
import { guideExecutionLogRoutes } from "./guide/execution-logs.ts";
import { guideFlowRoutes } from "./guide/flows.ts";
import { guideIvrRoutes } from "./guide/ivrs.ts";
import { guideRoutingRuleRoutes } from "./guide/routing-rules.ts";
import { guideViolationRoutes } from "./guide/violations.ts";
import { auditQueryRoutes } from "./platform/audit-queries.ts";
import { auditRealtimeRoutes } from "./platform/audit-realtime.ts";
import { contactCentreRoutes } from "./platform/contact-centre/index.ts";
import { dependencyRoutes } from "./platform/dependencies.ts";
import { flowInstanceRoutes } from "./platform/flow-instances.ts";
import { flowRoutes } from "./platform/flows.ts";
import { identityRoutes } from "./platform/identity/index.ts";
import { instanceJobRoutes } from "./platform/instance-jobs.ts";
import { ivrRoutes } from "./platform/ivrs.ts";
import { organizationRoutes } from "./platform/organization.ts";
import { oversightRoutes } from "./platform/oversight/index.ts";

/** Every operation of the simulated API. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...flowRoutes,
  ...ivrRoutes,
  ...dependencyRoutes,
  ...flowInstanceRoutes,
  ...instanceJobRoutes,
  ...auditQueryRoutes,
  ...auditRealtimeRoutes,
  ...identityRoutes,
  ...contactCentreRoutes,
  ...oversightRoutes,
  ...guideFlowRoutes,
  ...guideIvrRoutes,
  ...guideRoutingRuleRoutes,
  ...guideExecutionLogRoutes,
  ...guideAuditLogRoutes,
  ...guideAuditEventRoutes,
  ...guideViolationRoutes,
];
