import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import { day } from "../spans.ts";
import { conversationAt } from "./conversations.ts";

/** Recordings that are still there, the oldest first; some will never be deleted. */
export function buildRecordings(base: OrgBase): readonly JsonObject[] {
  const count = Math.min(5 + 2 * base.counts.queues, base.counts.runs);
  return entities(base, "recording", count, ({ index, id, random }) => {
    const created = base.now - (2_000 - (index * 1_900) / count) * day;
    return compact({
      conversationId: conversationAt(base, index).id,
      recordingId: id,
      creationTime: formatTimestamp(created),
      archiveDate: random.chance(0.5) ? formatTimestamp(created + 30 * day) : undefined,
      archiveMedium: "CLOUDARCHIVE",
      deleteDate: index % 6 === 2 ? undefined : formatTimestamp(base.now + random.between(1, 900) * day),
      exportedDate: index % 9 === 4 ? formatTimestamp(created + 10 * day) : undefined,
    });
  });
}

const actions = ["DELETE", "ARCHIVE", "EXPORT"] as const;
const states = ["FULFILLED", "FULFILLED", "FAILED", "PROCESSING", "PENDING", "CANCELLED"] as const;

/** Jobs over many recordings; one failed, one deletes recordings with sensitive data. */
export function buildRecordingJobs(base: OrgBase): readonly JsonObject[] {
  return entities(base, "recording-job", 5 + base.counts.plants, ({ index, id, random }) => {
    const { id: userId } = random.pick(base.people.users);
    const state = states[index % states.length] ?? "FULFILLED";
    const created = base.now - random.between(2, 90) * day;
    const total = random.between(10, 4_000);
    const done = state === "FULFILLED" ? total : Math.floor(total / 3);
    return compact({
      id,
      user: { id: userId, selfUri: `/api/v2/users/${userId}` },
      state,
      recordingJobsQuery: {
        action: actions[index % actions.length] ?? "DELETE",
        actionDate: formatTimestamp(created + day),
        includeRecordingsWithSensitiveData: index === 3,
        includeScreenRecordings: index % 2 === 0,
        conversationQuery: {
          interval: `${formatTimestamp(created - 30 * day)}/${formatTimestamp(created - day)}`,
        },
      },
      dateCreated: formatTimestamp(created),
      totalConversations: Math.ceil(total / 2),
      totalRecordings: total,
      totalSkippedRecordings: 0,
      totalFailedRecordings: state === "FAILED" ? total - done : 0,
      totalProcessedRecordings: done,
      percentProgress: Math.floor((100 * done) / total),
      errorMessage: state === "FAILED" ? "The bucket of the export cannot be reached." : undefined,
      selfUri: `/api/v2/recording/jobs/${id}`,
    });
  });
}
