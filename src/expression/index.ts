export type { Bindings, Expression } from "../model/expression.ts";
export type { Json } from "../model/json.ts";
export type { ExpressionFunction } from "../model/registry.ts";
export { check, checkTemplate, reads } from "./check.ts";
export { compile } from "./compile.ts";
export { type TracedResult, traceExpression } from "./engine/index.ts";
export type { ExpressionEnvironment } from "./environment.ts";
export { ExpressionError, ownCodes } from "./expression-error.ts";
export { policyFunctions } from "./functions/index.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export type { ExpressionOptions } from "./options.ts";
export { compilePattern, type Pattern } from "./pattern.ts";
export { policyOptions } from "./policy-options.ts";
export type { ExpressionProblem, ExpressionProblemCode } from "./problem.ts";
export { runPatiently } from "./run-patiently.ts";
export {
  type CompiledTemplate,
  compileTemplate,
  missingMarker,
  parseTemplate,
  type Rendered,
  type Template,
  type TemplatePart,
} from "./template.ts";
export type { Trace, TraceRead, TraceStep } from "./trace/trace.ts";
export { runGuarded, WatchdogTimeout } from "./watchdog.ts";
