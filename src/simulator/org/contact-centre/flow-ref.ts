import type { JsonObject } from "../../../model/json.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import type { Random } from "../random.ts";
import type { Named } from "../types.ts";

/** A reference to a flow with its address. */
function flowRef(flow: Named): JsonObject {
  return entityRef(flow, "/api/v2/flows");
}

/** A reference to some flow of a type that anything may refer to. */
export function someFlow({ busyFlows }: OrgBase, type: string, random: Random): JsonObject {
  return flowRef(random.pick(busyFlows.filter((flow) => flow.type === type)));
}
