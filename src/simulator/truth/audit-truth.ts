import type { JsonObject } from "../../model/json.ts";
import type { Resource } from "../../model/resource.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { Org } from "../org/org.ts";
import type { AuditEvent } from "../org/types.ts";
import type { NearMissKind, Truth, TruthEntry } from "./truth-entry.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

function detailOf({ at, actor, service, entityType, action }: AuditEvent): JsonObject {
  return {
    timestamp: formatTimestamp(at),
    weekday: weekdays[new Date(at).getUTCDay()] ?? "",
    hourUtc: new Date(at).getUTCHours(),
    serviceName: service,
    entityType,
    action,
    userId: actor.user?.id ?? null,
    clientId: actor.client?.id ?? null,
  };
}

/**
 * Changes outside Monday to Friday 09:00–16:00 UTC, changes by a person, changes of roles. Everything
 * else in the trail was done by the pipeline client, or by the platform, within those hours.
 */
export function auditTruth(org: Org): Truth {
  const { outside, byPerson, roleChanges, bySystem } = org.plans.audits;
  const entries = <Kind extends string>(kind: Kind, indexes: ReadonlySet<number>): TruthEntry<Kind>[] =>
    [...indexes]
      .sort((left, right) => left - right)
      .map((index) => {
        const event = org.audits.at(index);
        const resource: Resource = {
          type: "audit-event",
          id: event.id,
          name: `${event.action} ${event.entityType}`,
        };
        return { kind, resource, detail: detailOf(event) };
      });
  const nearMisses: TruthEntry<NearMissKind>[] = entries("system-change", bySystem);
  return {
    problems: [
      ...entries("change-outside-window", outside),
      ...entries("change-by-person", byPerson),
      ...entries("role-change", roleChanges),
    ],
    nearMisses,
  };
}
