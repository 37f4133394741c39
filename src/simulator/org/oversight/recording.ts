import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildKeyConfigurations, buildRecordingKeys } from "./recording-keys.ts";
import { buildRecordingJobs, buildRecordings } from "./recordings.ts";
import { buildRetentionPolicies } from "./retention-policies.ts";

/** Recordings: how long they are kept, and by which keys they are read. */
export function buildRecording(base: OrgBase) {
  const path = "/api/v2/recording";
  return {
    retentionPolicies: once(() =>
      buildRetentionPolicies(base, "retention-policy", `${path}/mediaretentionpolicies`),
    ),
    crossPlatformPolicies: once(() =>
      buildRetentionPolicies(base, "cross-policy", `${path}/crossplatform/mediaretentionpolicies`),
    ),
    recordings: once(() => buildRecordings(base)),
    recordingJobs: once(() => buildRecordingJobs(base)),
    recordingKeys: once(() => buildRecordingKeys(base)),
    keyConfigurations: once(() => buildKeyConfigurations(base)),
  };
}
