import type { AuditPlan } from "../plan/audit-plan.ts";
import type { People } from "./people.ts";
import { randomFor } from "./random.ts";
import type { Actor } from "./types.ts";

/** Some of what people do is done by visitors, at least one thing always. */
function isVisit(seed: number, index: number, { byPerson }: AuditPlan): boolean {
  const [first] = byPerson;
  return index === first || randomFor(seed, "audit-visit", index).chance(0.2);
}

/** Who caused an event of the audit trail: the pipeline, unless the plan says a person or the platform. */
export function actorOf(seed: number, index: number, plan: AuditPlan, people: People): Actor {
  if (plan.bySystem.has(index)) return {};
  if (!plan.byPerson.has(index)) return { client: people.pipeline };
  const persons = isVisit(seed, index, plan) ? people.visitors : people.users;
  return { user: randomFor(seed, "audit-actor", index).pick(persons), client: people.console };
}
