import type { AuditPlan } from "../plan/audit-plan.ts";
import type { People } from "./people.ts";
import { randomFor } from "./random.ts";
import type { Actor } from "./types.ts";

/** Who caused an event of the audit trail: the pipeline, unless the plan says a person or the platform. */
export function actorOf(seed: number, index: number, plan: AuditPlan, people: People): Actor {
  if (plan.bySystem.has(index)) return {};
  if (!plan.byPerson.has(index)) return { client: people.pipeline };
  return { user: randomFor(seed, "audit-actor", index).pick(people.users), client: people.console };
}
