import type { Route } from "../../../server/route.ts";
import { assistRoutes } from "./assist.ts";
import { privacyRoutes } from "./privacy.ts";
import { qualityRoutes } from "./quality.ts";
import { qualityAuditRoutes } from "./quality-audits.ts";
import { recordingRoutes } from "./recording.ts";
import { oversightSettingRoutes } from "./settings.ts";
import { speechRoutes } from "./speech.ts";
import { transcriptSearchRoutes } from "./transcript-search.ts";

/** Agent assist, recording, privacy, speech analytics and quality. */
export const oversightRoutes: readonly Route[] = [
  ...assistRoutes,
  ...recordingRoutes,
  ...privacyRoutes,
  ...speechRoutes,
  ...qualityRoutes,
  ...qualityAuditRoutes,
  ...oversightSettingRoutes,
  ...transcriptSearchRoutes,
];
