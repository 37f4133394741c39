import type { Bindings, Expression } from "../../model/expression.ts";
import { type Compiled, compileTree } from "../compiler/compile-tree.ts";
import { NotCompilable } from "../compiler/not-compilable.ts";
import { asContext } from "../interpreter/evaluation.ts";
import { TreeInterpreter } from "../interpreter/interpret.ts";
import { defaultLimits } from "../limits.ts";
import type { ExpressionOptions } from "../options.ts";
import { Run } from "../runtime/run.ts";
import { toExpressionError } from "../runtime/to-expression-error.ts";
import { toResult } from "../runtime/to-result.ts";
import type { Expression as Tree } from "../tree/tree.ts";
import { globalsOf } from "./globals.ts";
import { type Evaluate, interpreted } from "./interpreted.ts";
import { parse } from "./parse.ts";

/** How an engine's expressions are evaluated. */
export type Mode = "compiled" | "interpreted";

/** An expression, and how it is evaluated. */
export interface EngineExpression extends Expression {
  readonly mode: Mode;
}

const noBindings: Bindings = Object.freeze({});

/** Compiled code, or the interpreter where bindings shadow what the code was made for. */
function compiled(
  tree: Tree,
  globals: ReadonlyMap<string, unknown>,
  newRun: () => Run,
  otherwise: Evaluate,
): Evaluate | undefined {
  const run = newRun();
  let made: Compiled;
  try {
    made = compileTree(tree, globals, run);
  } catch (error) {
    // An expression may be nested too deeply to be compiled: what there is to say of it, the interpreter says.
    if (error instanceof NotCompilable || error instanceof RangeError) return undefined;
    throw error;
  }
  const { assumed, readsRoot } = made;
  let busy = false;
  /** Bindings that shadow nothing and cannot change: those of a rule, in all its evaluations. */
  let harmless = noBindings;
  const isShadowed = (bindings: Bindings) => {
    if (assumed.some((name) => Object.hasOwn(bindings, name))) return true;
    if (Object.isFrozen(bindings)) harmless = bindings;
    return false;
  };
  return (input, bindings) => {
    // The code keeps what belongs to an evaluation in variables of its own: it is not to be entered twice.
    if (busy || (bindings !== harmless && isShadowed(bindings))) return otherwise(input, bindings);
    busy = true;
    try {
      // Noting each of a million records in a place that outlives them costs more than many an expression.
      run.begin(readsRoot ? input : undefined, bindings);
      return made.evaluate(asContext(input), bindings);
    } finally {
      run.end();
      busy = false;
    }
  };
}

/** Options of the engine. */
export interface EngineOptions extends ExpressionOptions {
  /** `interpreted` leaves out the compiler. Default: compiled where the compiler covers the expression. */
  readonly mode?: Mode;
}

/**
 * Compiles a JSONata expression. Evaluating it is synchronous, stays within `options.limits`, never
 * changes the input, and yields plain JSON that shares nothing with the input.
 *
 * @throws ExpressionError when the source is not an expression
 */
export function compileEngine(source: string, options: EngineOptions = {}): EngineExpression {
  const limits = { ...defaultLimits, ...options.limits };
  const quoteValues = options.quoteValues !== false;
  const tree = parse(source, limits, quoteValues);
  const globals = globalsOf(options);
  const unchanging: ReadonlySet<string> = new Set(options.unchanging);
  const newRun = () => new Run(limits, options.now, unchanging);
  const slow = interpreted(tree, globals, newRun, (run) => new TreeInterpreter(run));
  const fast = options.mode === "interpreted" ? undefined : compiled(tree, globals, newRun, slow);
  const evaluate = fast ?? slow;
  return {
    source,
    mode: fast === undefined ? "interpreted" : "compiled",
    evaluate(input, bindings = noBindings) {
      try {
        return toResult(evaluate(input, bindings), limits);
      } catch (thrown) {
        throw toExpressionError(thrown, quoteValues);
      }
    },
  };
}
