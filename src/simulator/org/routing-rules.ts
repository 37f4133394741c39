import { randomFor } from "./random.ts";
import type { Flow, RoutingRule } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { departments, products } from "./word-lists.ts";

/** Rules that send interactions to flows and queues; the flows are ones that need no reference, or have others. */
export function buildRoutingRules(seed: number, count: number, flows: readonly Flow[]): RoutingRule[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFor(seed, "routing-rule", index);
    const department = random.pick(departments);
    const flowTargets = Array.from({ length: random.between(1, 2) }, () => ({
      flowId: random.pick(flows).id,
    }));
    return {
      id: uuidFor(seed, "routing-rule", index),
      name: `${department} ${random.pick(products)} rule ${index + 1}`,
      priority: random.between(1, 10),
      enabled: random.chance(0.9),
      targets: [...flowTargets, { queueId: uuidFor(seed, "Queue", department) }],
    };
  });
}
