import { formatTimestamp } from "../../../../time/timestamp.ts";
import { day } from "../../../org/spans.ts";
import { all, any, type Route } from "../../../server/route.ts";
import { settingsRoute } from "../settings-route.ts";

/** Settings of the whole organisation that belong to no list. */
export const oversightSettingRoutes: readonly Route[] = [
  settingsRoute({
    path: "/api/v2/voicemail/policy",
    permissions: all("telephony:plugin:all"),
    read: (_params, { org }) => ({
      enabled: true,
      alertTimeoutSeconds: 20,
      pinConfiguration: { minimumLength: 4, maximumLength: 8 },
      voicemailExtension: "*86",
      pinRequired: false,
      interactiveResponseRequired: true,
      sendEmailNotifications: true,
      includeEmailTranscriptions: true,
      disableEmailPii: false,
      maximumRecordingTimeSeconds: 180,
      modifiedDate: formatTimestamp(org.now - 120 * day),
    }),
  }),
  settingsRoute({
    path: "/api/v2/externalcontacts/settings",
    permissions: any("externalContacts:settings:view"),
    read: () => ({
      manuallyAssignDivisionsToInteractions: false,
      manuallyAssignDivisionsToContacts: true,
    }),
  }),
  settingsRoute({
    path: "/api/v2/conversations/settings",
    permissions: any("conversation:settings:view"),
    read: () => ({
      communicationBasedACW: true,
      includeNonAgentConversationSummary: false,
      allowCallbackQueueSelection: true,
      callbacksInheritRoutingFromInboundCall: false,
      completeAcwWhenAgentTransitionsOffline: false,
      totalActiveCallback: false,
    }),
  }),
];
