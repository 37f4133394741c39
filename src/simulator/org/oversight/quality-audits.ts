import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
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

/** Who listened to what, and what was evaluated or changed, the oldest first; a few exported or deleted. */
export function buildQualityAudits(base: OrgBase): readonly JsonObject[] {
  const { people, now } = base;
  const count = base.counts.runs;
  return entities(base, "quality-audit", count, ({ index, id, random }) => {
    const rare = index % 23 === 11;
    const [serviceName, entityType, usual] = kinds[rare ? 3 : index % kinds.length] ?? kinds[0];
    const action = rare ? random.pick(["Export", "Delete"]) : usual;
    const age = auditSpan * (1 - (index + random.next()) / count);
    const recording = uuidFor(base.seed, entityType.toLowerCase(), index);
    return compact({
      id,
      userHomeOrgId: uuidFor(base.seed, "organization"),
      user: entityRef(random.pick(people.users), "/api/v2/users"),
      client: { id: people.console.id, selfUri: `/api/v2/oauth/clients/${people.console.id}` },
      remoteIps: [`198.51.100.${random.between(1, 250)}`],
      serviceName,
      level: "User",
      status: index % 17 === 5 ? "Failure" : "Success",
      eventDate: formatTimestamp(Math.floor(now - age)),
      action,
      entity: { id: recording },
      entityType,
      propertyChanges:
        action === "UpdateRetention"
          ? [{ property: "deleteDate", oldValues: ["2027-01-01"], newValues: ["2029-01-01"] }]
          : undefined,
      context: { conversationId: conversationAt(base, index).id },
    });
  });
}
