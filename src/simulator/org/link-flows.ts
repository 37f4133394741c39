import type { FlowPlan } from "../plan/flow-plan.ts";
import { randomFor } from "./random.ts";
import type { Flow } from "./types.ts";

/**
 * Adds references between flows: every flow of a cycle leads to the next, and some used flows call new
 * ones. Nothing else is referenced by a flow, so that orphans stay orphans whichever references are read.
 */
export function linkFlows(seed: number, flows: readonly Flow[], plans: readonly FlowPlan[]): Flow[] {
  const cycles = new Map<number, string[]>();
  const young: string[] = [];
  for (const [index, flow] of flows.entries()) {
    const plan = plans[index];
    if (plan?.cycle !== undefined) cycles.set(plan.cycle, [...(cycles.get(plan.cycle) ?? []), flow.id]);
    if (plan?.role === "new") young.push(flow.id);
  }
  return flows.map((flow, index) => {
    const plan = plans[index];
    const ring = plan?.cycle === undefined ? [] : (cycles.get(plan.cycle) ?? []);
    const next = ring[(ring.indexOf(flow.id) + 1) % Math.max(1, ring.length)];
    if (next !== undefined) return { ...flow, references: [next] };
    const random = randomFor(seed, "flow-links", index);
    if (plan?.role !== "used" || !random.chance(0.5)) return flow;
    return { ...flow, references: [random.pick(young)] };
  });
}
