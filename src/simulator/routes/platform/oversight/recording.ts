import { any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const path = "/api/v2/recording";

/** How long recordings are kept, and how they are handed out. */
export const recordingRoutes: readonly Route[] = [
  settingsRoute({
    path: `${path}/settings`,
    read: () => ({
      maxSimultaneousStreams: 2,
      maxConfigurableScreenRecordingStreams: 4,
      regionalRecordingStorageEnabled: false,
      recordingPlaybackUrlTtl: 60,
      recordingBatchDownloadUrlTtl: 30,
      stopRecordingWhenOnlyExternalParticipants: true,
    }),
  }),
  listRoute({
    path: `${path}/mediaretentionpolicies`,
    permissions: any("recording:retentionPolicy:view"),
    paging: "number",
    list: (_request, { org }) => org.oversight.retentionPolicies(),
  }),
  listRoute({
    path: `${path}/crossplatform/mediaretentionpolicies`,
    permissions: any("recording:crossPlatformRetentionPolicy:view"),
    paging: "number",
    list: (_request, { org }) => org.oversight.crossPlatformPolicies(),
  }),
];
