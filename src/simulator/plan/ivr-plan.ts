import { randomFor, shuffled } from "../org/random.ts";
import type { SizeCounts } from "../org/sizes.ts";

/** Which of its hours an IVR answers with a flow. */
export type Hours = "open" | "closed" | "holiday";

export interface IvrPlan {
  readonly index: number;
  /** Hours whose reference leads to a flow that does not exist. */
  readonly dangling?: Hours;
  /** Whether the dangling reference is to a flow that was deleted (else it never existed). */
  readonly toDeleted: boolean;
  readonly withoutClosed: boolean;
  readonly withoutHoliday: boolean;
  /** Index of the IVR whose first number this one has too. */
  readonly sharesNumberOf?: number;
}

/** The part of every IVR; the planted problems are on IVRs of their own. */
export function planIvrs(seed: number, counts: SizeCounts): readonly IvrPlan[] {
  const random = randomFor(seed, "ivr-plan");
  const order = shuffled(
    Array.from({ length: counts.ivrs }, (_, index) => index),
    random,
  );
  const take = (low: number, high: number): number[] =>
    order.splice(0, random.between(low, high) * counts.plants);
  const dangling = take(1, 3);
  const withoutClosed = new Set(take(1, 2));
  const sharing = take(1, 2);
  const owners = order.slice(0, sharing.length);
  const hours = new Map(
    dangling.map((index) => [index, random.pick(["open", "closed", "holiday"] as const)]),
  );
  return Array.from({ length: counts.ivrs }, (_, index) => {
    const lost = hours.get(index);
    const owner = owners[sharing.indexOf(index)];
    return {
      index,
      ...(lost === undefined ? {} : { dangling: lost }),
      toDeleted: random.chance(0.5),
      withoutClosed: withoutClosed.has(index),
      withoutHoliday: lost !== "holiday" && random.chance(0.3),
      ...(owner === undefined ? {} : { sharesNumberOf: owner }),
    };
  });
}
