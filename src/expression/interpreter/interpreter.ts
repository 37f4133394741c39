import type { Run } from "../runtime/run.ts";
import type { Term } from "../runtime/terms.ts";
import type { Expression } from "../tree/tree.ts";
import type { Frame } from "./frame.ts";

/** What the parts of the interpreter need of the whole. */
export interface Interpreter {
  readonly run: Run;
  evaluate(node: Expression, context: unknown, frame: Frame): unknown;
  /** An expression to be evaluated for several contexts. */
  term(node: Expression, frame: Frame): Term;
}
