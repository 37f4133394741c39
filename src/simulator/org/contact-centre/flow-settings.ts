import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import { purposes } from "../word-lists.ts";
import { entities } from "./entities.ts";

const levels = ["Base", "Notes", "Notes", "VerboseNotes", "All"] as const;

/** What is written at a level. */
export function logLevel(level: string): JsonObject {
  const rank = ["Disabled", "Base", "Notes", "VerboseNotes", "All"].indexOf(level);
  return {
    level,
    characteristics: {
      executionItems: rank >= 1,
      executionInputOutputs: rank >= 4,
      communications: rank >= 3,
      eventError: rank >= 1,
      eventWarning: rank >= 1,
      eventOther: rank >= 2,
      variables: rank >= 3,
      names: rank >= 2,
    },
  };
}

/** Flows that have a log level of their own: few, and some of them write more than the default. */
export function buildFlowLogLevels(base: OrgBase): readonly JsonObject[] {
  const flows = base.flows.filter(({ type }, index) => index % 4 === 0 && type !== "SPEECH");
  return flows.map((flow) => {
    const random = randomFor(base.seed, "flow-log-level", flow.id);
    const { id } = random.pick(base.people.users);
    return {
      id: flow.id,
      name: flow.name,
      type: flow.type.toLowerCase(),
      modifiedBy: { id, selfUri: `/api/v2/users/${id}` },
      dateModified: formatTimestamp(base.now - random.between(1, 200) * day),
      logLevelCharacteristics: logLevel(random.pick(levels)),
      selfUri: `/api/v2/flows/${flow.id}/instances/settings/loglevels`,
    };
  });
}

/** What flows report as reached: `outcome` or `milestone`. */
export function buildFlowMarks(base: OrgBase, kind: "outcome" | "milestone"): readonly JsonObject[] {
  return entities(base, `flow-${kind}`, purposes.length, ({ index, id, random }) => ({
    id,
    name: `${purposes[index]} ${kind}`,
    division: divisionRef(random.pick(base.people.divisions)),
    description: `Told when ${purposes[index]?.toLowerCase()} is done`,
    selfUri: `/api/v2/flows/${kind}s/${id}`,
  }));
}
