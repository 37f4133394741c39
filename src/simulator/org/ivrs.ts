import type { Hours, IvrPlan } from "../plan/ivr-plan.ts";
import type { People } from "./people.ts";
import { randomFor, shuffled } from "./random.ts";
import { day } from "./spans.ts";
import type { Flow, FlowReference, Ivr, Named } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { cities, departments, languages } from "./word-lists.ts";

interface Source {
  readonly seed: number;
  readonly now: number;
  readonly people: People;
  /** Flows that IVRs lead to; each is given at least one reference. */
  readonly used: readonly Flow[];
  readonly deleted: readonly Flow[];
}

const hoursOf = ["open", "closed", "holiday"] as const;

/** The slots that lead to an existing flow, as `ivr:hours`, in a seeded order. */
function freeSlots(seed: number, plans: readonly IvrPlan[]): string[] {
  const slots: string[] = [];
  for (const plan of plans) {
    for (const hours of hoursOf) {
      const absent =
        (hours === "closed" && plan.withoutClosed) || (hours === "holiday" && plan.withoutHoliday);
      if (!absent && plan.dangling !== hours) slots.push(`${plan.index}:${hours}`);
    }
  }
  return shuffled(slots, randomFor(seed, "ivr-slots"));
}

/** The first slots cover every used flow once; the rest are drawn at random. */
function assign(source: Source, plans: readonly IvrPlan[]): Map<string, FlowReference> {
  const slots = freeSlots(source.seed, plans);
  if (slots.length < source.used.length) throw new RangeError("more used flows than references to give them");
  const random = randomFor(source.seed, "ivr-references");
  const reference = ({ id, name }: Flow): FlowReference => ({ id, name });
  return new Map(
    slots.map((slot, index) => [slot, reference(source.used[index] ?? random.pick(source.used))]),
  );
}

function lostReference(source: Source, plan: IvrPlan): FlowReference {
  const random = randomFor(source.seed, "ivr-dangling", plan.index);
  if (!plan.toDeleted) return { id: uuidFor(source.seed, "never-a-flow", plan.index) };
  const { id, name } = random.pick(source.deleted);
  return { id, name };
}

/** E.164, unique by index. */
function numberOf(seed: number, index: number, line: number): string {
  return `+1${200 + (seed % 700)}${5_550_000 + index * 2 + line}`;
}

function scheduleGroup(seed: number, index: number): Named {
  const name = `${cities[index % cities.length] ?? "Main"} hours`;
  return { id: uuidFor(seed, "schedule-group", name), name };
}

/** All IVRs, in the order of the plan. */
export function buildIvrs(source: Source, plans: readonly IvrPlan[]): Ivr[] {
  const { seed, now, people } = source;
  const references = assign(source, plans);
  return plans.map((plan) => {
    const random = randomFor(seed, "ivr", plan.index);
    const at = (hours: Hours): FlowReference | undefined =>
      plan.dangling === hours ? lostReference(source, plan) : references.get(`${plan.index}:${hours}`);
    const open = at("open");
    if (open === undefined) throw new RangeError("an IVR always has a flow for its open hours");
    const closed = at("closed");
    const holiday = at("holiday");
    const numbers = [numberOf(seed, plan.index, 0)];
    if (random.chance(0.4)) numbers.push(numberOf(seed, plan.index, 1));
    if (plan.sharesNumberOf !== undefined) numbers.push(numberOf(seed, plan.sharesNumberOf, 0));
    const modifiedAt = now - random.between(1, 700) * day - random.between(1, day - 1);
    const department = random.pick(departments);
    return {
      id: uuidFor(seed, "ivr", plan.index),
      name: `${department} ${random.pick(languages)[0]} line ${plan.index + 1}`,
      division: random.pick(people.divisions),
      description: `Inbound line of ${department}`,
      numbers,
      open,
      ...(closed === undefined ? {} : { closed }),
      ...(holiday === undefined ? {} : { holiday }),
      scheduleGroup: scheduleGroup(seed, random.between(0, cities.length - 1)),
      version: random.between(1, 30),
      createdAt: modifiedAt - random.between(1, 400) * day,
      modifiedAt,
      createdBy: random.pick(people.users),
      modifiedBy: random.pick(people.users),
    };
  });
}
