import type { AuditPlan } from "../plan/audit-plan.ts";
import type { FlowPlan } from "../plan/flow-plan.ts";
import { actorOf } from "./audit-actor.ts";
import type { People } from "./people.ts";
import { type Random, randomFor } from "./random.ts";
import { day, hour, minute } from "./spans.ts";
import type { Actor, Flow, FlowVersion } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { departments, languages, products, purposes } from "./word-lists.ts";

interface Source {
  readonly seed: number;
  /** Keeps the ids of several families of flows apart. */
  readonly family: "flow" | "deleted-flow";
  readonly now: number;
  readonly people: People;
  readonly audits: AuditPlan;
}

/** Age in milliseconds of the newest publication of a flow that is older than the audit trail. */
function ageOf(role: FlowPlan["role"], random: Random, order: number): number {
  if (role === "nearly") return random.between(75, 88) * day + random.between(1, 23 * 60) * minute;
  const years = order % 2 === 1 ? 400 : 95;
  const spread = order % 2 === 1 ? 500 : 200;
  return random.between(years, years + spread) * day + random.between(1, 23 * 60) * minute;
}

function versionsOf(
  source: Source,
  index: number,
  plan: FlowPlan,
  recent: number,
  order: number,
): FlowVersion[] {
  const { seed, people, family } = source;
  const random = randomFor(seed, family, "versions", index);
  const someone = (): Actor =>
    random.chance(0.6)
      ? { client: people.pipeline }
      : { user: random.pick(people.users), client: people.console };
  const make = (number: number, kind: FlowVersion["kind"], at: number, by: Actor): FlowVersion => ({
    id: uuidFor(seed, family, "version", index, number),
    number: `${number}.0`,
    kind,
    at,
    by,
  });
  if (plan.role === "draft") return [make(1, "SAVE", source.now - random.between(1, 300) * day, someone())];
  const event = source.audits.publicationEvent(recent);
  const at = plan.recent ? source.audits.timeOf(event) : source.now - ageOf(plan.role, random, order);
  const by = plan.recent ? actorOf(seed, event, source.audits, people) : someone();
  const single = plan.role === "orphan" || plan.role === "cycle" || plan.role === "nearly";
  const count = single ? 1 : random.between(1, 5);
  const versions = [make(count, "PUBLISH", at, by)];
  for (let number = count - 1, before = at; number > 0; number--) {
    before -= random.between(10, 60) * day;
    versions.unshift(make(number, "PUBLISH", before, someone()));
  }
  const savedAt = at + random.between(2, 48) * hour;
  if (plan.role === "used" && random.chance(0.3) && savedAt < source.now) {
    versions.push(make(count + 1, "SAVE", savedAt, someone()));
  }
  return versions;
}

function nameOf(random: Random, type: string, taken: Set<string>): string {
  const subject = random.chance(0.5)
    ? `${random.pick(departments)} ${random.pick(products)}`
    : random.pick(departments);
  const base = `${subject} ${random.pick(purposes)} ${random.pick(languages)[0]}`;
  const prefix = type === "INBOUNDCALL" ? base : `${base} (${type.toLowerCase()})`;
  let name = prefix;
  for (let copy = 2; taken.has(name); copy++) name = `${prefix} ${copy}`;
  taken.add(name);
  return name;
}

/** All flows that exist, in the order of the plan; references between them are added by `linkFlows`. */
export function buildFlows(source: Source, plans: readonly FlowPlan[]): Flow[] {
  const { seed, people, family } = source;
  const names = new Set<string>();
  const order = new Map<string, number>();
  let recent = 0;
  return plans.map((plan, index) => {
    const random = randomFor(seed, family, index);
    const rank = order.get(plan.role) ?? 0;
    order.set(plan.role, rank + 1);
    const versions = versionsOf(source, index, plan, recent, rank);
    if (plan.recent) recent += 1;
    const published = versions.findLast((version) => version.kind === "PUBLISH");
    const latest = versions.at(-1);
    if (latest === undefined) throw new RangeError("a flow has at least one version");
    const name = nameOf(random, plan.type, names);
    return {
      id: uuidFor(seed, family, index),
      name,
      type: plan.type,
      division: random.pick(people.divisions),
      description: `${name}, maintained by ${random.pick(departments)}`,
      languages: [random.pick(languages)[1]],
      versions,
      ...(published === undefined ? {} : { published }),
      latest,
      ...(plan.locked ? { lockedBy: random.pick(people.users) } : {}),
      references: [],
      deleted: false,
    };
  });
}

/** Flows that were deleted: still named by references that nobody cleaned up. */
export function buildDeletedFlows(source: Omit<Source, "family">, count: number): Flow[] {
  const plan: FlowPlan = { role: "used", type: "INBOUNDCALL", recent: false, locked: false };
  const plans = Array.from({ length: count }, () => plan);
  return buildFlows({ ...source, family: "deleted-flow" }, plans).map((flow) => ({
    ...flow,
    name: `${flow.name} (retired)`,
    deleted: true,
  }));
}
