import type { ExpressionFunction } from "../model/registry.ts";
import { policyFunctions } from "./functions/index.ts";
import type { ExpressionOptions } from "./options.ts";

/**
 * How policies' expressions are compiled: pinned clock, no `$eval`, nothing random, no values of the
 * data in messages, and `$data` that stays as it is.
 *
 * @param now the pinned clock of the run, epoch milliseconds
 * @param more functions that plug-ins added
 */
export function policyOptions(now: number, more: Iterable<ExpressionFunction> = []): ExpressionOptions {
  return {
    now,
    functions: [...policyFunctions(now), ...more],
    allowEval: false,
    allowRandom: false,
    quoteValues: false,
    unchanging: ["data"],
  };
}
