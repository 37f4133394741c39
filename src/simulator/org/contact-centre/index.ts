import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildArchitect } from "./architect.ts";
import { buildOutbound } from "./campaign-lists.ts";
import { trackDependencies } from "./dependencies.ts";
import { buildEntryPoints } from "./entry-points.ts";
import { flowUses } from "./flow-uses.ts";
import { referredIds } from "./referred-ids.ts";
import { referrerUses } from "./referrer-uses.ts";
import { buildTelephony } from "./telephony.ts";

/** Lists of entities as the platform answers them, each built when it is first asked for. */
export type ContactCentre = ReturnType<typeof buildContactCentre>;

export function buildContactCentre(base: OrgBase) {
  const lists = { ...buildEntryPoints(base), ...buildArchitect(base), ...buildTelephony(base) };
  const { queues, emergencyGroups, messageRecipients, emailRoutes: routes } = lists;
  const { triggers, webDeployments, callAnalysisSets } = lists;
  const referrers = [
    queues,
    emergencyGroups,
    messageRecipients,
    routes,
    triggers,
    webDeployments,
    callAnalysisSets,
  ];
  return {
    ...lists,
    ...buildOutbound(base, lists),
    dependencies: once(() => trackDependencies([...referrerUses(base, lists), ...flowUses(base, lists)])),
    /** Ids of everything that something other than an IVR or a flow refers to. */
    referredIds: once(() => referredIds(referrers.map((list) => list()))),
  };
}
