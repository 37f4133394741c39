import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import { departments } from "../word-lists.ts";
import { userStamps } from "./references.ts";
import { topicsPerProgram } from "./topics.ts";

/** Conversations with a topic of a department, or with a word; one looks for nothing but words. */
export function buildCategories(base: OrgBase, topics: readonly JsonObject[]): readonly JsonObject[] {
  return entities(base, "sta-category", departments.length + 2, ({ index, id, random }) => {
    const topic = topics[(index * topicsPerProgram) % topics.length];
    const word = { type: "Term", occurrence: 1, term: { word: "ombudsman", participantType: "External" } };
    const operand = { type: "Topic", occurrence: 1, topicId: `${topic?.["id"]}` };
    return {
      id,
      name: `${departments[index] ?? `Escalation ${index}`} risk`,
      description: "",
      interactionType: random.pick(["Voice", "Digital", "All"]),
      criteria: {
        type: "OperandGroup",
        operands: index === 8 ? [word] : [{ ...operand, infixOperator: { operatorType: "Or" } }, { ...word }],
      },
      ...userStamps(base, random),
      selfUri: `/api/v2/speechandtextanalytics/categories/${id}`,
    };
  });
}
