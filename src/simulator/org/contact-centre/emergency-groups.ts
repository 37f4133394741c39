import type { JsonObject } from "../../../model/json.ts";
import { divisionRef, entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { cities } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { someFlow } from "./flow-ref.ts";
import { stamps } from "./stamps.ts";

/** Emergency groups; one of them was left switched on, one has no flow. */
export function buildEmergencyGroups(base: OrgBase): readonly JsonObject[] {
  return entities(base, "emergency-group", 5, ({ index, id, random }) => {
    const city = cities[index % cities.length] ?? "Main";
    const ivrs = [random.pick(base.ivrs)].map((ivr) => entityRef(ivr, "/api/v2/architect/ivrs"));
    return {
      id,
      name: `${city} evacuation`,
      division: divisionRef(random.pick(base.people.divisions)),
      description: `What callers hear when ${city} has to be left`,
      ...stamps(base, random),
      state: "active",
      enabled: index === 2,
      emergencyCallFlows: index === 4 ? [] : [{ emergencyFlow: someFlow(base, "INBOUNDCALL", random), ivrs }],
      selfUri: `/api/v2/architect/emergencygroups/${id}`,
    };
  });
}
