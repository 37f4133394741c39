import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { divisionRef, entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import type { Random } from "../random.ts";
import { products } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { dates } from "./stamps.ts";

/** Lists that campaigns refer to. */
export interface CampaignParts {
  contactLists(): readonly JsonObject[];
  dncLists(): readonly JsonObject[];
  callableTimeSets(): readonly JsonObject[];
  callAnalysisSets(): readonly JsonObject[];
  scripts(): readonly JsonObject[];
  sites(): readonly JsonObject[];
  smsNumbers(): readonly JsonObject[];
}

function refTo(list: readonly JsonObject[], random: Random): JsonObject {
  const { id, name } = random.pick(list);
  return { id: `${id}`, name: `${name}` };
}

const modes = ["preview", "progressive", "predictive", "power", "agentless"] as const;

/** Voice campaigns; some lack a do-not-call list or callable times, some abandon too many calls. */
export function buildCampaigns(base: OrgBase, parts: CampaignParts): readonly JsonObject[] {
  return entities(base, "campaign", 4 + base.counts.queues, ({ index, id, random }) => {
    const dialingMode = modes[index % modes.length] ?? "preview";
    return compact({
      id,
      name: `${products[index % products.length]} calls ${index + 1}`,
      ...dates(base, random),
      version: random.between(1, 30),
      contactList: refTo(parts.contactLists(), random),
      queue:
        dialingMode === "agentless"
          ? undefined
          : entityRef(random.pick(base.queues), "/api/v2/routing/queues"),
      dialingMode,
      script: refTo(parts.scripts(), random),
      site: refTo(parts.sites(), random),
      campaignStatus: index % 4 === 0 ? "on" : index % 7 === 5 ? "invalid" : "off",
      phoneColumns: [{ columnName: "phone", type: "cell" }],
      abandonRate: index % 6 === 2 ? 8 : 3,
      dncLists: index % 4 === 1 ? [] : [refTo(parts.dncLists(), random)],
      callableTimeSet: index % 5 === 3 ? undefined : refTo(parts.callableTimeSets(), random),
      callAnalysisResponseSet: refTo(parts.callAnalysisSets(), random),
      errors:
        index % 7 === 5 ? [{ error: "contact.list.missing", details: "The list was deleted" }] : undefined,
      callerName: "Northwind Care",
      callerAddress: "+13175550100",
      ruleSets: [],
      alwaysRunning: index % 6 === 1,
      priority: random.between(1, 5),
      contactListFilters: [],
      division: divisionRef(random.pick(base.people.divisions)),
      maxCallsPerAgent: dialingMode === "predictive" ? random.between(2, 15) : undefined,
      selfUri: `/api/v2/outbound/campaigns/${id}`,
    });
  });
}

/** Campaigns by message; some run without a do-not-contact list. */
export function buildMessagingCampaigns(base: OrgBase, parts: CampaignParts): readonly JsonObject[] {
  return entities(base, "messaging-campaign", 6, ({ index, id, random }) => {
    const sms = {
      messageColumn: "text",
      phoneColumn: "phone",
      senderSmsPhoneNumber: { phoneNumber: `${random.pick(parts.smsNumbers())["phoneNumber"]}` },
    };
    const email = {
      emailColumns: ["email"],
      fromAddress: { domain: { id: "news.northwind-care.example" }, localPart: "news" },
    };
    return compact({
      id,
      name: `${products[index % products.length]} messages`,
      ...dates(base, random),
      version: random.between(1, 9),
      division: divisionRef(random.pick(base.people.divisions)),
      campaignStatus: index % 3 === 0 ? "on" : "off",
      callableTimeSet: index % 4 === 2 ? undefined : refTo(parts.callableTimeSets(), random),
      contactList: refTo(parts.contactLists(), random),
      dncLists: index % 3 === 1 ? [] : [refTo(parts.dncLists(), random)],
      alwaysRunning: false,
      messagesPerMinute: random.between(10, 300),
      ...(index % 2 === 0 ? { smsConfig: sms } : { emailConfig: email }),
      selfUri: `/api/v2/outbound/messagingcampaigns/${id}`,
    });
  });
}

/** Rules that switch campaigns; some are off. */
export function buildCampaignRules(base: OrgBase, campaigns: readonly JsonObject[]): readonly JsonObject[] {
  return entities(base, "campaign-rule", 5, ({ index, id, random }) => {
    const campaign = refTo(campaigns, random);
    return {
      id,
      name: `Stop ${campaign["name"]} when done`,
      ...dates(base, random),
      version: 1,
      campaignRuleEntities: { campaigns: [campaign], sequences: [] },
      campaignRuleConditions: [
        {
          id: `condition-${index}`,
          parameters: { operator: "greaterThan", value: "0.9" },
          conditionType: "campaignProgress",
        },
      ],
      campaignRuleActions: [
        {
          id: `action-${index}`,
          actionType: "turnOffCampaign",
          campaignRuleActionEntities: { campaigns: [campaign], sequences: [], useTriggeringEntity: false },
        },
      ],
      matchAnyConditions: false,
      enabled: index !== 2,
      selfUri: `/api/v2/outbound/campaignrules/${id}`,
    };
  });
}
