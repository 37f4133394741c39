import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import { departments } from "../word-lists.ts";
import { dialects } from "./dialects.ts";
import { userStamps } from "./references.ts";

const steps = [
  ["Recording announced", "Say that the call is recorded", true],
  ["Identity verified", "Ask for two of: date of birth, postcode, account number", true],
  ["Card data not read back", "Never repeat the digits of a card", true],
  ["Right of withdrawal read out", "Read the wording as it stands", true],
  ["Satisfaction asked", "Ask whether there is anything else", false],
] as const;

/** Checklists for agents; one is never checked by the platform, one has no important item. */
export function buildChecklists(base: OrgBase): readonly JsonObject[] {
  return entities(base, "agent-checklist", departments.length, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} compliance`,
    language: random.pick(dialects),
    checklistItems: steps.map(([name, description, important], place) => ({
      id: `${id.slice(0, 8)}-${place + 1}`,
      name,
      description,
      automatedCheckEnabled: index !== 3 && place !== 2,
      exactPhraseMatch: place === 3,
      important: important && index !== 5,
    })),
    ...userStamps(base, random),
    selfUri: `/api/v2/assistants/agentchecklists/${id}`,
  }));
}
