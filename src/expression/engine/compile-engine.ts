import jsonata from "#jsonata-sync";
import type { Bindings, Expression } from "../../model/expression.ts";
import { ownError } from "../expression-error.ts";
import { asContext } from "../interpreter/evaluation.ts";
import { Frame } from "../interpreter/frame.ts";
import { TreeInterpreter } from "../interpreter/interpret.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { normaliseError } from "../normalise-error.ts";
import type { ExpressionOptions } from "../options.ts";
import { Run } from "../runtime/run.ts";
import { toExpressionError } from "../runtime/to-expression-error.ts";
import { toResult } from "../runtime/to-result.ts";
import { readTree } from "../tree/read-tree.ts";
import type { Expression as Tree } from "../tree/tree.ts";
import { globalsOf } from "./globals.ts";

/** How an engine's expressions are evaluated. */
export type Mode = "compiled" | "interpreted";

/** An expression, and how it is evaluated. */
export interface EngineExpression extends Expression {
  readonly mode: Mode;
}

function parse(source: string, limits: Limits, quoteValues: boolean): Tree {
  if (source.length > limits.source) throw ownError("B0001");
  try {
    return readTree(jsonata(source).ast());
  } catch (error) {
    throw normaliseError(error, true, quoteValues);
  }
}

type Evaluate = (input: unknown, bindings: Bindings) => unknown;

function interpreted(tree: Tree, globals: ReadonlyMap<string, unknown>, run: () => Run): Evaluate {
  const top = new Frame(undefined);
  for (const [name, value] of globals) top.bind(name, value);
  return (input, bindings) => {
    const frame = new Frame(top);
    for (const [name, value] of Object.entries(bindings)) frame.bind(name, value);
    frame.bind("$", input);
    const own = run();
    own.begin(input);
    return new TreeInterpreter(own).evaluate(tree, asContext(input), frame);
  };
}

/**
 * Compiles a JSONata expression. Evaluating it is synchronous, stays within `options.limits`, never
 * changes the input, and yields plain JSON that shares nothing with the input.
 *
 * @throws ExpressionError when the source is not an expression
 */
export function compileEngine(source: string, options: ExpressionOptions = {}): EngineExpression {
  const limits = { ...defaultLimits, ...options.limits };
  const quoteValues = options.quoteValues !== false;
  const tree = parse(source, limits, quoteValues);
  const evaluate = interpreted(tree, globalsOf(options), () => new Run(limits, options.now));
  return {
    source,
    mode: "interpreted",
    evaluate(input, bindings = {}) {
      try {
        return toResult(evaluate(input, bindings), limits);
      } catch (thrown) {
        throw toExpressionError(thrown, quoteValues);
      }
    },
  };
}
