import { policyFunctions } from "../../expression/functions/index.ts";
import type { ExpressionFunction, Registry } from "../../model/registry.ts";

/** Functions that policies' expressions may call beside JSONata's, for static checks only. */
export function policyFunctionNames(registry: Registry): readonly Pick<ExpressionFunction, "name">[] {
  // Which functions there are does not depend on the clock.
  return [...policyFunctions(0), ...registry.functions.values()].map(({ name }) => ({ name }));
}
