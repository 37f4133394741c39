import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import { uuidFor } from "../uuid.ts";
import { departments } from "../word-lists.ts";
import { userStamps } from "./references.ts";

function knowledge(base: OrgBase, index: number): JsonObject {
  const id = uuidFor(base.seed, "knowledge-base", index % 4);
  const selfUri = `/api/v2/knowledge/knowledgebases/${id}`;
  return {
    vendorName: index === 4 ? "GenesysKnowledgeV3" : "GenesysKnowledge",
    knowledgeBase: { id, languageCode: "en-US", contentSearchEnabled: true, selfUri },
    receiveSegmentedArticles: false,
  };
}

/** Assistants of agents; one is off, one still gets its suggestions from elsewhere. */
export function buildAssistants(base: OrgBase): readonly JsonObject[] {
  return entities(base, "assistant", departments.length, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} assistant`,
    ...userStamps(base, random),
    transcriptionConfig: { vendorName: index === 2 ? "GoogleDialogflow" : "Genesys" },
    ...(index === 2
      ? {
          googleDialogflowConfig: {
            integrationId: uuidFor(base.seed, "integration", 0),
            conversationProfiles: [{ languageCode: "en-US", name: "projects/northwind/profiles/1" }],
          },
        }
      : { knowledgeSuggestionConfig: knowledge(base, index) }),
    state: index === 6 ? "Inactive" : "Active",
    selfUri: `/api/v2/assistants/${id}`,
  }));
}

/** Which assistant helps on which queue; some queues have none. */
export function buildAssistantQueues(
  base: OrgBase,
  assistants: readonly JsonObject[],
): readonly JsonObject[] {
  const media = [["Call"], ["Call", "Message"], ["Message", "Email"]];
  return base.queues
    .map(({ id }, index) => ({ id, index }))
    .filter(({ index }) => index % 4 !== 3)
    .map(({ id, index }) => {
      const assistant = assistants[index % assistants.length] ?? {};
      return {
        id,
        mediaTypes: media[index % media.length] ?? [],
        assistant,
        dateCreated: `${assistant["dateCreated"]}`,
        dateModified: `${assistant["dateModified"]}`,
        selfUri: `/api/v2/routing/queues/${id}`,
      };
    });
}
