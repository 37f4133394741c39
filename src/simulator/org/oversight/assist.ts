import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildAssistantQueues, buildAssistants } from "./assistants.ts";
import { buildChecklists } from "./checklists.ts";
import { indexConversations } from "./conversations.ts";

/** What helps agents while they talk. */
export function buildAssist(base: OrgBase) {
  const assistants = once(() => buildAssistants(base));
  return {
    checklists: once(() => buildChecklists(base)),
    conversationPlaces: once(() => indexConversations(base)),
    assistants,
    assistantQueues: once(() => buildAssistantQueues(base, assistants())),
  };
}
