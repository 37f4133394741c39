import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import type { User } from "../types.ts";
import { conversationAt } from "./conversations.ts";
import { daysAgo } from "./references.ts";

function person({ id, name }: User): JsonObject {
  return { id, name, version: 1 };
}

/** Evaluations of one conversation by several people, led by the first users; in some they differ widely. */
export function buildCalibrations(base: OrgBase, forms: readonly JsonObject[]): readonly JsonObject[] {
  const { users } = base.people;
  return entities(base, "calibration", 6 + 2 * base.counts.plants, ({ index, id, random }) => {
    const { id: conversationId, agent } = conversationAt(base, index);
    const low = random.between(40, 90);
    const high = Math.min(100, low + (index % 4 === 1 ? 45 : 6));
    const calibrator = users[index % 3] ?? agent;
    const form = forms[(2 * index) % forms.length] ?? {};
    return {
      id,
      name: `Calibration ${index + 1}`,
      calibrator: person(calibrator),
      agent: person(agent),
      conversation: { id: conversationId, selfUri: `/api/v2/conversations/${conversationId}` },
      evaluationForm: {
        id: `${form["id"]}`,
        name: `${form["name"]}`,
        contextId: `${form["contextId"]}`,
        questionGroups: [],
      },
      averageScore: Math.floor((low + high) / 2),
      highScore: high,
      lowScore: low,
      createdDate: daysAgo(base, random.between(1, 200), random),
      evaluators: [0, 1].map((place) => person(users[(index + place + 3) % users.length] ?? agent)),
      expertEvaluator: person(calibrator),
      selfUri: `/api/v2/quality/calibrations/${id}`,
    };
  });
}
