import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildAssistantQueues, buildAssistants } from "./assistants.ts";
import { buildChecklists } from "./checklists.ts";
import { buildConversations, indexConversations } from "./conversations.ts";
import { buildViolations } from "./violations.ts";

/** What helps agents while they talk. */
export function buildAssist(base: OrgBase) {
  const assistants = once(() => buildAssistants(base));
  const checklists = once(() => buildChecklists(base));
  return {
    checklists,
    conversations: once(() => buildConversations(base)),
    violations: once(() => buildViolations(base, checklists())),
    conversationPlaces: once(() => indexConversations(base)),
    assistants,
    assistantQueues: once(() => buildAssistantQueues(base, assistants())),
  };
}
