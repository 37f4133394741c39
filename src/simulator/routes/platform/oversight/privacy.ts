import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

/** What is redacted and masked. */
export const privacyRoutes: readonly Route[] = [
  settingsRoute({
    path: "/api/v2/routing/settings/transcription",
    permissions: any("routing:transcriptionSettings:view"),
    read: () => ({
      transcription: "EnabledQueueFlow",
      transcriptionConfidenceThreshold: 60,
      lowLatencyTranscriptionEnabled: true,
      contentSearchEnabled: true,
      pciDssRedactionEnabled: true,
      piiRedactionEnabled: false,
    }),
  }),
  listRoute({
    path: "/api/v2/dataprivacy/maskingrules",
    permissions: all("dataprivacy:maskingrule:view"),
    product: "dataPrivacy",
    paging: "none",
    list: (_request, { org }) => org.oversight.maskingRules(),
  }),
  listRoute({
    path: "/api/v2/conversations/summaries/settings",
    permissions: all("aiStudio:summaryConfig:view"),
    product: "aiStudio",
    paging: "number",
    maxSize: 100,
    list: (_request, { org }) => org.oversight.summarySettings(),
  }),
  listRoute({
    path: "/api/v2/gdpr/requests",
    permissions: any("gdpr:request:view"),
    paging: "number",
    list: (_request, { org }) => org.oversight.gdprRequests(),
  }),
];
