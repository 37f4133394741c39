import type { JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { uuidFor } from "../uuid.ts";
import { departments } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { someFlow } from "./flow-ref.ts";

const topics = ["v2.detail.events.conversation.{id}.customer.end", "v2.audits.entitytype.{id}.entityid.{id}"];

/** Triggers of process automation; some are off, and the workflow of one does not exist. */
export function buildTriggers(base: OrgBase): readonly JsonObject[] {
  return entities(base, "trigger", 12, ({ index, id, random }) => ({
    id,
    name: `${random.pick(departments)} follow-up ${index + 1}`,
    topicName: random.pick(topics),
    target: {
      type: "Workflow",
      id:
        index === 7
          ? uuidFor(base.seed, "never-a-workflow")
          : (someFlow(base, "WORKFLOW", random)["id"] ?? ""),
      workflowTargetSettings: { dataFormat: "TopLevelPrimitives" },
    },
    version: random.between(1, 9),
    enabled: index % 5 !== 3,
    matchCriteria: [],
    eventTTLSeconds: 60,
    description: "Starts when a conversation ended",
    selfUri: `/api/v2/processautomation/triggers/${id}`,
  }));
}
