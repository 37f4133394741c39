import type { JsonObject } from "../../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../../time/timestamp.ts";
import { day } from "../../../org/spans.ts";
import { badRequest } from "../../../server/api-error.ts";
import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const path = "/api/v2/recording";
const keys = any("recording:encryptionKey:view");

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
  listRoute({
    path: "/api/v2/recordings/retention/query",
    permissions: any("recording:recording:view"),
    paging: "cursor-link",
    query: { retentionThresholdDays: { type: "integer", min: 0, max: 10_000 } },
    list: ({ query }, { org }) => {
      if (query.text("retentionThresholdDays") === undefined)
        throw badRequest("Parameter [retentionThresholdDays] is missing.", "bad.request");
      const before = org.now - query.integer("retentionThresholdDays", 0) * day;
      const created = ({ creationTime }: JsonObject): number => parseTimestamp(`${creationTime}`) ?? 0;
      return org.oversight.recordings().filter((recording) => created(recording) < before);
    },
  }),
  listRoute({
    path: `${path}/jobs`,
    permissions: all("recording:job:view"),
    paging: "number",
    query: {
      sortBy: { type: "text", values: ["userId", "dateCreated"] },
      includeTotal: { type: "boolean" },
      showOnlyMyJobs: { type: "boolean" },
    },
    list: (_request, { org }) => org.oversight.recordingJobs(),
  }),
  listRoute({
    path: `${path}/recordingkeys`,
    permissions: keys,
    paging: "number",
    list: (_request, { org }) => org.oversight.recordingKeys(),
  }),
  settingsRoute({
    path: `${path}/recordingkeys/rotationschedule`,
    permissions: keys,
    read: () => ({ period: "MONTHLY", selfUri: `${path}/recordingkeys/rotationschedule` }),
  }),
  settingsRoute({
    path: `${path}/keyconfigurations`,
    permissions: keys,
    read: (_params, { org }) => {
      const entities = org.oversight.keyConfigurations();
      return { total: entities.length, entities, selfUri: `${path}/keyconfigurations` };
    },
  }),
  settingsRoute({
    path: "/api/v2/analytics/dataretention/settings",
    permissions: any("analytics:dataRetention:view"),
    read: (_params, { org }) => ({
      retentionDays: 1_095,
      dateCreated: formatTimestamp(org.now - 500 * day),
      dateModified: formatTimestamp(org.now - 200 * day),
    }),
  }),
];
