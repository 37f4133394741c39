import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { someFlow } from "./flow-ref.ts";
import { stamps } from "./stamps.ts";

/** Queues; some have nobody in them, some lack what an admin would want. */
export function buildQueues(base: OrgBase): readonly JsonObject[] {
  const { seed, people } = base;
  return base.queues.map(({ id, name }, index) => {
    const random = randomFor(seed, "queue-settings", index);
    const members = index % 7 === 3 ? 0 : Math.min(people.users.length, random.between(1, 40));
    const { version: _, ...stamped } = stamps(base, random);
    return compact({
      id,
      name,
      division: divisionRef(random.pick(people.divisions)),
      description: `Contacts for ${name}`,
      ...stamped,
      memberCount: members,
      userMemberCount: members,
      joinedMemberCount: Math.floor(members * random.next()),
      acwSettings: random.chance(0.7)
        ? { wrapupPrompt: "MANDATORY_TIMEOUT", timeoutMs: 60_000 }
        : { wrapupPrompt: "OPTIONAL" },
      skillEvaluationMethod: "ALL",
      queueFlow: random.chance(0.5) ? someFlow(base, "INQUEUECALL", random) : undefined,
      emailInQueueFlow: random.chance(0.3) ? someFlow(base, "INQUEUEEMAIL", random) : undefined,
      messageInQueueFlow: random.chance(0.3) ? someFlow(base, "INQUEUESHORTMESSAGE", random) : undefined,
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
