import type { Bindings } from "../../model/expression.ts";
import { asContext } from "../interpreter/evaluation.ts";
import { Frame } from "../interpreter/frame.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import type { Run } from "../runtime/run.ts";
import type { Expression as Tree } from "../tree/tree.ts";

/** One evaluation. */
export type Evaluate = (input: unknown, bindings: Bindings) => unknown;

/**
 * Evaluates a tree as it is.
 *
 * @param interpreterOf makes what walks the tree, for each evaluation
 */
export function interpreted(
  tree: Tree,
  globals: ReadonlyMap<string, unknown>,
  newRun: () => Run,
  interpreterOf: (run: Run) => Interpreter,
): Evaluate {
  const top = new Frame(undefined);
  for (const [name, value] of globals) top.bind(name, value);
  return (input, bindings) => {
    const frame = new Frame(top);
    for (const [name, value] of Object.entries(bindings)) frame.bind(name, value);
    frame.bind("$", input);
    const run = newRun();
    run.begin(input, bindings);
    return interpreterOf(run).evaluate(tree, asContext(input), frame);
  };
}
