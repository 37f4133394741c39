import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";

/** Queues; some have nobody in them, some lack what an admin would want. */
export function buildQueues(base: OrgBase): readonly JsonObject[] {
  const { seed, now, people } = base;
  const inQueue = base.flows.filter((flow) => flow.type === "INQUEUECALL" && flow.published !== undefined);
  return base.queues.map(({ id, name }, index) => {
    const random = randomFor(seed, "queue-settings", index);
    const members = random.chance(0.15) ? 0 : random.between(1, 40);
    const modified = now - random.between(1, 500) * day;
    const flow = inQueue.length > 0 && random.chance(0.5) ? random.pick(inQueue) : undefined;
    return compact({
      id,
      name,
      division: divisionRef(random.pick(people.divisions)),
      description: `Contacts for ${name}`,
      dateCreated: formatTimestamp(modified - random.between(1, 400) * day),
      dateModified: formatTimestamp(modified),
      modifiedBy: random.pick(people.users).id,
      createdBy: random.pick(people.users).id,
      memberCount: members,
      userMemberCount: members,
      joinedMemberCount: Math.floor(members * random.next()),
      acwSettings: random.chance(0.7)
        ? { wrapupPrompt: "MANDATORY_TIMEOUT", timeoutMs: 60_000 }
        : { wrapupPrompt: "OPTIONAL" },
      skillEvaluationMethod: "ALL",
      queueFlow: flow && { id: flow.id, name: flow.name, selfUri: `/api/v2/flows/${flow.id}` },
      autoAnswerOnly: random.chance(0.5),
      enableTranscription: random.chance(0.6),
      enableManualAssignment: false,
      callingPartyName: random.chance(0.8) ? "Northwind Care" : undefined,
      callingPartyNumber: random.chance(0.8) ? "+13175550100" : undefined,
      suppressInQueueCallRecording: random.chance(0.7),
      selfUri: `/api/v2/routing/queues/${id}`,
    });
  });
}
