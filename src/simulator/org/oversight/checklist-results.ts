import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { type Random, randomFor } from "../random.ts";
import { minute } from "../spans.ts";
import { uuidFor } from "../uuid.ts";
import { conversationAt } from "./conversations.ts";

/** What became of an item: the model and the agent may see it differently. */
function tick(item: JsonObject, random: Random, at: number, missed: boolean): JsonObject {
  const seen = random.chance(0.8) && !missed;
  const agrees = random.chance(0.9) || missed;
  const automated = item["automatedCheckEnabled"] === true;
  return compact({
    ...item,
    stateFromModel: automated ? (seen ? "Ticked" : "Unticked") : undefined,
    dateLastModifiedByModel: automated ? formatTimestamp(at) : undefined,
    stateFromAgent: seen === agrees ? "Ticked" : "Unticked",
    dateLastModifiedByAgent: formatTimestamp(at + minute),
    lastModifiedInAcw: random.chance(0.2),
  });
}

/** What became of the checklists of a conversation; some have none, some were left unfinished. */
export function checklistResults(
  base: OrgBase,
  checklists: readonly JsonObject[],
  index: number,
): readonly JsonObject[] {
  const random = randomFor(base.seed, "checklist-results", index);
  const { id: conversationId, communicationId, agent, queue, at } = conversationAt(base, index);
  const path = `/api/v2/conversations/${conversationId}/communications/${communicationId}/agentchecklists`;
  const started = at;
  // In the first conversation nothing was done that had to be, so that no organisation is without violations.
  const missed = index === 0;
  const first = missed ? 0 : random.between(0, checklists.length - 1);
  return [0, 1].slice(0, index % 5 === 4 ? 0 : 2).flatMap((offset): JsonObject[] => {
    const checklist = checklists[(first + offset) % checklists.length];
    if (checklist === undefined) return [];
    const { id, name, language, checklistItems } = checklist;
    const finished = random.chance(0.8);
    const items = Array.isArray(checklistItems) ? checklistItems : [];
    const result = compact({
      id,
      name,
      language,
      checklistItems: items.map((item) => tick(Object(item), random, started + 2 * minute, missed)),
      activationTriggers: [{ triggerType: "ConversationStart", triggerDate: formatTimestamp(started) }],
      status: finished ? "EvaluationFinalized" : "EvaluationInProgress",
      agentId: agent.id,
      participantId: uuidFor(base.seed, "participant", index),
      queueId: queue.id,
      assistantId: uuidFor(base.seed, "assistant", first),
      mediaType: "Voice",
      direction: "Inbound",
      evaluationStartDate: formatTimestamp(started),
      evaluationLastModifiedDate: formatTimestamp(started + 4 * minute),
      evaluationFinalizedDate: finished ? formatTimestamp(started + 5 * minute) : undefined,
      selfUri: `${path}/${id}`,
    });
    return [result];
  });
}
