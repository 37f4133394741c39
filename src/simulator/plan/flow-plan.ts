import { otherFlowTypes } from "../org/flow-types.ts";
import { type Random, randomFor, shuffled } from "../org/random.ts";
import type { SizeCounts } from "../org/sizes.ts";

/**
 * What a flow is there for.
 * - `used`: referenced by an IVR.
 * - `new`: referenced by no IVR, published within the audit trail: too young to be an orphan.
 * - `nearly`: referenced by nothing, published 75 to 88 days ago: just too young.
 * - `orphan`: referenced by nothing, published more than 90 days ago.
 * - `cycle`: like an orphan, but referenced by other flows of the same cycle.
 * - `draft`: never published, referenced by nothing.
 */
type FlowRole = "used" | "new" | "nearly" | "orphan" | "cycle" | "draft";

export interface FlowPlan {
  readonly role: FlowRole;
  readonly type: string;
  /** Which cycle it belongs to, for role `cycle`. */
  readonly cycle?: number;
  /** Whether its newest publication is an event of the audit trail. */
  readonly recent: boolean;
  /** Whether somebody left it checked out. */
  readonly locked: boolean;
}

const voiceTypes = [
  "INBOUNDCALL",
  "INQUEUECALL",
  "SECURECALL",
  "OUTBOUNDCALL",
  "COMMONMODULE",
  "WORKFLOW",
] as const;

function unused(random: Random, counts: SizeCounts): FlowPlan[] {
  const plans: FlowPlan[] = [];
  const add = (role: FlowRole, type: string, extra: { cycle?: number; recent?: boolean } = {}): void => {
    plans.push({ role, type, recent: false, locked: false, ...extra });
  };
  const scale = Math.floor(counts.flows / 40);
  for (let round = 0; round < scale; round++)
    for (const type of otherFlowTypes) add("new", type, { recent: true });
  for (let left = scale * 2; left > 0; left--) add("new", "INBOUNDCALL", { recent: true });
  for (let left = scale * 2; left > 0; left--) add("draft", random.pick(voiceTypes));
  for (let left = random.between(1, 2) * counts.plants; left > 0; left--)
    add("nearly", random.pick(voiceTypes));
  for (let left = random.between(2, 4) * counts.plants; left > 0; left--)
    add("orphan", random.pick(voiceTypes));
  for (let cycle = 0; cycle < counts.plants; cycle++) {
    for (let left = random.between(2, 3); left > 0; left--) add("cycle", random.pick(voiceTypes), { cycle });
  }
  return plans;
}

/** The part of every flow of the organisation, in the order of their index. */
export function planFlows(seed: number, counts: SizeCounts): readonly FlowPlan[] {
  const random = randomFor(seed, "flow-plan");
  const plans = unused(random, counts);
  const locks = random.between(1, 3) * counts.plants;
  for (let used = 0; plans.length < counts.flows; used++) {
    plans.push({ role: "used", type: "INBOUNDCALL", recent: used % 3 === 1, locked: used < locks });
  }
  return shuffled(plans, random);
}
