import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { auditSpan } from "../spans.ts";
import { uuidFor } from "../uuid.ts";
import { conversationAt } from "./conversations.ts";

const kinds = [
  ["RecordingPlaybackService", "Recording", "Read"],
  ["QualityService", "Evaluation", "Update"],
  ["RecordingPlaybackService", "Recording", "Read"],
  ["RecordingService", "Recording", "UpdateRetention"],
  ["QualityService", "Evaluation", "Create"],
] as const;

const laterDeletion = [{ property: "deleteDate", oldValues: ["2027-01-01"], newValues: ["2029-01-01"] }];

/** One audit of a recording or an evaluation. */
export interface QualityAudit {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly message: JsonObject;
}

function auditAt(base: OrgBase, index: number): QualityAudit {
  const { seed, people, now, counts } = base;
  const random = randomFor(seed, "quality-audit", "settings", index);
  const rare = index % 23 === 11;
  const [serviceName, entityType, usual] = kinds[rare ? 3 : index % kinds.length] ?? kinds[0];
  const action = rare ? random.pick(["Export", "Delete"]) : usual;
  const at = Math.floor(now - auditSpan * (1 - (index + random.next()) / counts.runs));
  const message = compact({
    id: uuidFor(seed, "quality-audit", index),
    userHomeOrgId: uuidFor(seed, "organization"),
    user: entityRef(random.pick(people.users), "/api/v2/users"),
    client: { id: people.console.id, selfUri: `/api/v2/oauth/clients/${people.console.id}` },
    remoteIps: [`198.51.100.${random.between(1, 250)}`],
    serviceName,
    level: "User",
    status: index % 17 === 5 ? "Failure" : "Success",
    eventDate: formatTimestamp(at),
    action,
    entity: { id: uuidFor(seed, entityType.toLowerCase(), index) },
    entityType,
    propertyChanges: action === "UpdateRetention" ? laterDeletion : undefined,
    context: { conversationId: conversationAt(base, index).id },
  });
  return { at, message };
}

/** Who listened to what, and what was evaluated or changed, the oldest first; a few exported or deleted. */
export function buildQualityAudits(base: OrgBase): readonly QualityAudit[] {
  return Array.from({ length: base.counts.runs }, (_, index) => auditAt(base, index));
}
