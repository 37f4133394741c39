import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { dates } from "../contact-centre/stamps.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { uuidFor } from "../uuid.ts";
import { formContext } from "./evaluation-forms.ts";
import { someUser } from "./references.ts";

/** Rules by which conversations of a program are evaluated; some programs have none, one rule is off. */
export function scoringRules(base: OrgBase, index: number, programId: string): readonly JsonObject[] {
  if (index % 4 === 3) return [];
  const random = randomFor(base.seed, "scoring-rule", index);
  const id = uuidFor(base.seed, "scoring-rule", index);
  const all = index === 0;
  const automated = index % 3 !== 2;
  return [
    compact({
      id,
      programId,
      samplingType: all ? "All" : "Percentage",
      samplingPercentage: all ? undefined : random.between(1, 25),
      submissionType: automated ? "Automated" : "Manual",
      evaluationFormContextId: formContext(base, index % 7),
      enabled: index !== 4,
      published: true,
      evaluator: automated ? undefined : someUser(base, random),
      agentToScore: "Each",
      ...dates(base, random),
      selfUri: `/api/v2/quality/programs/${programId}/agentscoringrules/${id}`,
    }),
  ];
}
