import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import type { Org } from "../../org/org.ts";
import type { RoutingRule } from "../../org/types.ts";
import { guidePage, guidePaging } from "../../server/pages.ts";
import { all, ok, type Route } from "../../server/route.ts";

function ruleEntity(org: Org, rule: RoutingRule, expanded: boolean): JsonObject {
  const { id, name, priority, enabled } = rule;
  const targets = rule.targets.map(({ flowId, queueId }) =>
    compact({ type: flowId === undefined ? "queue" : "flow", flowId, queueId }),
  );
  return compact({
    id,
    name,
    organizationId: org.id,
    priority,
    enabled,
    targets: expanded ? targets : undefined,
  });
}

/** Routing rules, which exist in the guides only; their targets are in the expanded view. */
export const guideRoutingRuleRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "GET",
    path: "/api/v2/routing/rules",
    permissions: all("routing:rule:view"),
    query: { ...guidePaging, view: { type: "text", values: ["standard", "expanded"] } },
    handle: ({ query }, { org }) => {
      const expanded = query.text("view") === "expanded";
      const page = guidePage(org.routingRules, query, (rule) => ruleEntity(org, rule, expanded));
      return ok(page.body, page.headers);
    },
  },
];
