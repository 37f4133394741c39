import type { ExpressionFunction } from "../../model/registry.ts";
import { age } from "./age.ts";
import { duration } from "./duration.ts";
import { groupIndex } from "./group-index.ts";
import { timestamp } from "./timestamp.ts";

/**
 * The functions that policies have beside JSONata's, for one run.
 *
 * @param now the pinned clock, epoch milliseconds
 */
export function policyFunctions(now: number): readonly ExpressionFunction[] {
  return [age(now), duration(now), groupIndex(), timestamp];
}
