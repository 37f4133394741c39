import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import {
  buildCampaignRules,
  buildCampaigns,
  buildMessagingCampaigns,
  type CampaignParts,
} from "./campaigns.ts";
import { buildAttemptLimits, buildCallableTimeSets, buildContactLists, buildDncLists } from "./outbound.ts";

type Others = Omit<CampaignParts, "contactLists" | "dncLists" | "callableTimeSets">;

/** Campaigns and what they call by. */
export function buildOutbound(base: OrgBase, others: Others) {
  const attemptLimits = once(() => buildAttemptLimits(base));
  const callableTimeSets = once(() => buildCallableTimeSets(base));
  const dncLists = once(() => buildDncLists(base));
  const contactLists = once(() => buildContactLists(base, attemptLimits()));
  const parts = { ...others, callableTimeSets, dncLists, contactLists };
  const campaigns = once(() => buildCampaigns(base, parts));
  return {
    attemptLimits,
    callableTimeSets,
    dncLists,
    contactLists,
    campaigns,
    campaignRules: once(() => buildCampaignRules(base, campaigns())),
    messagingCampaigns: once(() => buildMessagingCampaigns(base, parts)),
  };
}
