import type { JsonObject } from "../../../../model/json.ts";
import { formatTimestamp } from "../../../../time/timestamp.ts";
import type { ContactCentre } from "../../../org/contact-centre/index.ts";
import { day } from "../../../org/spans.ts";
import type { QuerySpec } from "../../../server/query-values.ts";
import { any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const product = "outbound";

/** A list of outbound dialling, at most 100 at a time. */
function outboundList(
  name: string,
  permissions: readonly string[],
  list: (centre: ContactCentre) => readonly JsonObject[],
): Route {
  return listRoute({
    path: `/api/v2/outbound/${name}`,
    permissions: any(...permissions),
    product,
    paging: "number",
    maxSize: 100,
    list: (_request, { org }) => list(org.contactCentre),
  });
}

const sizes: QuerySpec = { includeSize: { type: "boolean" } };

/** Lists that tell how long they are only when asked. */
function sizedList(
  name: string,
  permission: string,
  list: (centre: ContactCentre) => readonly JsonObject[],
): Route {
  return listRoute({
    path: `/api/v2/outbound/${name}`,
    permissions: any(permission),
    product,
    paging: "number",
    maxSize: 100,
    query: sizes,
    list: ({ query }, { org }) => {
      const entities = list(org.contactCentre);
      return query.flag("includeSize") === true ? entities : entities.map(({ size: _, ...entity }) => entity);
    },
  });
}

const messaging = [
  "outbound:messagingCampaign:view",
  "outbound:emailCampaign:view",
  "outbound:whatsAppCampaign:view",
];

/** Campaigns and what they call by. */
export const outboundRoutes: readonly Route[] = [
  outboundList("campaigns", ["outbound:campaign:view"], (centre) => centre.campaigns()),
  outboundList("campaignrules", ["outbound:campaignRule:view"], (centre) => centre.campaignRules()),
  outboundList("messagingcampaigns", messaging, (centre) => centre.messagingCampaigns()),
  outboundList("attemptlimits", ["outbound:attemptLimits:view"], (centre) => centre.attemptLimits()),
  outboundList("callabletimesets", ["outbound:callableTimeSet:view"], (centre) => centre.callableTimeSets()),
  outboundList("callanalysisresponsesets", ["outbound:responseSet:view"], (centre) =>
    centre.callAnalysisSets(),
  ),
  sizedList("contactlists", "outbound:contactList:view", (centre) => centre.contactLists()),
  sizedList("dnclists", "outbound:dncList:view", (centre) => centre.dncLists()),
  settingsRoute({
    path: "/api/v2/outbound/settings",
    permissions: any("outbound:settings:view"),
    product,
    read: (_params, { org }) => ({
      dateModified: formatTimestamp(org.now - 90 * day),
      version: 3,
      maxCallsPerAgent: 8,
      maxConfigurableCallsPerAgent: 15,
      maxLineUtilization: 0.8,
      abandonSeconds: 2,
      complianceAbandonRateDenominator: "ALL_CALLS",
      rescheduleTimeZoneSkippedContacts: false,
      selfUri: "/api/v2/outbound/settings",
    }),
  }),
];
