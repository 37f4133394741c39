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
import { strikes } from "../strikes.ts";
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

/** An expression as code, and where it keeps what belongs to an evaluation. */
interface Program extends Compiled {
  readonly run: Run;
}

function program(tree: Tree, globals: ReadonlyMap<string, unknown>, run: Run): Program | undefined {
  try {
    return { ...compileTree(tree, globals, run), run };
  } catch (error) {
    // An expression may be nested too deeply to be compiled: what there is to say of it, the interpreter says.
    if (error instanceof NotCompilable || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Compiled code, or the interpreter where bindings shadow what the code was made for. */
function compiled(make: () => Program | undefined, otherwise: Evaluate): Evaluate | undefined {
  const first = make();
  if (first === undefined) return undefined;
  const { assumed, readsRoot } = first;
  let made = first;
  let busy = false;
  let struck = strikes.count;
  /** Bindings that shadow nothing and cannot change: those of a rule, in all its evaluations. */
  let harmless = noBindings;
  const isShadowed = (bindings: Bindings) => {
    if (assumed.some((name) => Object.hasOwn(bindings, name))) return true;
    if (Object.isFrozen(bindings)) harmless = bindings;
    return false;
  };
  return (input, bindings) => {
    if (busy && struck !== strikes.count) {
      // Cut off by a watchdog, the code is in any state.
      const again = make();
      if (again === undefined) return otherwise(input, bindings);
      made = again;
      busy = false;
    }
    // The code keeps what belongs to an evaluation in variables of its own: it is not to be entered twice.
    if (busy || (bindings !== harmless && isShadowed(bindings))) return otherwise(input, bindings);
    busy = true;
    struck = strikes.count;
    const { run, evaluate } = made;
    try {
      // Noting each of a million records in a place that outlives them costs more than many an expression.
      run.begin(readsRoot ? input : undefined, bindings);
      return evaluate(asContext(input), bindings);
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
  const fast =
    options.mode === "interpreted" ? undefined : compiled(() => program(tree, globals, newRun()), slow);
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
