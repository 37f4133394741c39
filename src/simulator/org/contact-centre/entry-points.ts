import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildCallAnalysisSets } from "./call-analysis-sets.ts";
import { buildEmailDomains, buildOutboundDomains, emailRoutes } from "./email.ts";
import { buildEmergencyGroups } from "./emergency-groups.ts";
import { buildMessageRecipients } from "./message-recipients.ts";
import { buildMessagingIntegrations, buildSmsNumbers } from "./messaging.ts";
import { buildQueues } from "./queues.ts";
import { buildTriggers } from "./triggers.ts";
import { buildWebConfigurations, buildWebDeployments } from "./web-deployments.ts";

/** What is in the way of messages, mails and calls; most of it refers to flows. */
export function buildEntryPoints(base: OrgBase) {
  const emailDomains = once(() => buildEmailDomains(base));
  const webConfigurations = once(() => buildWebConfigurations(base));
  const messageRecipients = once(() => buildMessageRecipients(base));
  return {
    emailDomains,
    webConfigurations,
    messageRecipients,
    queues: once(() => buildQueues(base)),
    emergencyGroups: once(() => buildEmergencyGroups(base)),
    outboundDomains: once(() => buildOutboundDomains(base)),
    emailRoutes: once(() => emailDomains().flatMap(({ id }) => emailRoutes(base, `${id}`))),
    triggers: once(() => buildTriggers(base)),
    webDeployments: once(() => buildWebDeployments(base, webConfigurations())),
    callAnalysisSets: once(() => buildCallAnalysisSets(base)),
    smsNumbers: once(() => buildSmsNumbers(base, messageRecipients())),
    messagingIntegrations: once(() => buildMessagingIntegrations(base, messageRecipients())),
  };
}
