/*
 * An engine for JSONata, beside the library whose parser it uses:
 *
 *   tree         the library's syntax tree, typed
 *   runtime      values and operators: what both ways of evaluating share
 *   functions/builtin  JSONata's functions
 *   interpreter  walks a tree
 *   compiler     writes a tree as JavaScript; refuses `$eval`, which needs the names of variables
 *   trace        the interpreter, telling what it does
 *   engine       puts them together
 */
export { compileEngine, type EngineExpression, type EngineOptions, type Mode } from "./compile-engine.ts";
export { type TracedResult, traceExpression } from "./trace-expression.ts";
