import type { Json, JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { products } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { someFlow } from "./flow-ref.ts";
import { dates } from "./stamps.ts";

/** What a dialler does with what answers a call; some transfer to an outbound flow. */
export function buildCallAnalysisSets(base: OrgBase): readonly JsonObject[] {
  return entities(base, "call-analysis-set", 6, ({ index, id, random }) => {
    const flow = someFlow(base, "OUTBOUNDCALL", random);
    const toFlow: Json = { reactionType: "transfer_flow", data: flow["id"] ?? "", name: flow["name"] ?? "" };
    return {
      id,
      name: `${products[index % products.length]} answers`,
      ...dates(base, random),
      version: random.between(1, 9),
      responses: {
        "disposition.classification.callable.person": index % 3 === 0 ? { reactionType: "transfer" } : toFlow,
        "disposition.classification.callable.machine": { reactionType: "hangup" },
        "disposition.classification.callable.fax": { reactionType: "hangup" },
      },
      beepDetectionEnabled: random.chance(0.5),
      amdSpeechDistinguishEnabled: false,
      liveSpeakerDetectionMode: index === 4 ? "Disabled" : "Medium",
      selfUri: `/api/v2/outbound/callanalysisresponsesets/${id}`,
    };
  });
}
