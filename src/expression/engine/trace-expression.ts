import type { Bindings } from "../../model/expression.ts";
import type { Json } from "../../model/json.ts";
import type { ExpressionError } from "../expression-error.ts";
import { builtins } from "../functions/builtin/index.ts";
import { defaultLimits } from "../limits.ts";
import type { ExpressionOptions } from "../options.ts";
import { callable } from "../runtime/callable.ts";
import { Run } from "../runtime/run.ts";
import { toExpressionError } from "../runtime/to-expression-error.ts";
import { toResult } from "../runtime/to-result.ts";
import { Recorder } from "../trace/recorder.ts";
import type { Trace } from "../trace/trace.ts";
import { TracingInterpreter } from "../trace/tracing-interpreter.ts";
import { globalsOf } from "./globals.ts";
import { interpreted } from "./interpreted.ts";
import { parse } from "./parse.ts";

/** What an expression came to, and how. */
export interface TracedResult {
  /** As `evaluate` returns it. */
  readonly value?: Json;
  /** As `evaluate` throws it. */
  readonly error?: ExpressionError;
  readonly trace: Trace;
}

/** The globals, with a `$lookup` that says what it reads. */
function watched(globals: ReadonlyMap<string, unknown>, recorder: Recorder): ReadonlyMap<string, unknown> {
  const lookup = builtins.get("lookup");
  if (lookup === undefined || globals.get("lookup") !== lookup) return globals;
  const told = callable((run, args, context) => {
    recorder.read(args[0], String(args[1]));
    return lookup(run, args, context);
  }, lookup.traits);
  return new Map([...globals, ["lookup", told]]);
}

/**
 * Evaluates an expression once, by the interpreter, and says which fields of the record it read and what
 * each part of it came to. It is for people who want to know why; it takes many times as long.
 *
 * @throws ExpressionError when the source is not an expression
 */
export function traceExpression(
  source: string,
  input: unknown,
  bindings: Bindings = {},
  options: ExpressionOptions = {},
): TracedResult {
  const limits = { ...defaultLimits, ...options.limits };
  const quoteValues = options.quoteValues !== false;
  const tree = parse(source, limits, quoteValues);
  const recorder = new Recorder(input, limits);
  const evaluate = interpreted(
    tree,
    watched(globalsOf(options), recorder),
    () => new Run(limits, options.now, new Set()),
    (run) => new TracingInterpreter(run, recorder),
  );
  try {
    const value = toResult(evaluate(input, bindings), limits);
    return { ...(value !== undefined && { value }), trace: recorder.finish() };
  } catch (thrown) {
    return { error: toExpressionError(thrown, quoteValues), trace: recorder.finish() };
  }
}
