import { Failure } from "../runtime/failure.ts";
import {
  apply,
  asArgument,
  type CallSite,
  call,
  deferred,
  lambda,
  open,
  TailCall,
} from "../runtime/invoke.ts";
import { applySite, procedureToken, tailCallSite } from "../tree/procedure-token.ts";
import type { Apply, Argument, Call, Lambda, PartialCall, TailCallNode } from "../tree/tree.ts";
import { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";

/** The values of arguments; `open` for those that a partial application leaves out. */
export function argumentsOf(
  args: readonly Argument[],
  context: unknown,
  frame: Frame,
  whole: Interpreter,
): unknown[] {
  return args.map((arg) => (arg === "?" ? open : whole.evaluate(arg, context, frame)));
}

/**
 * The place of a call.
 *
 * @throws Failure with the code given when there is nothing to call, but would be with a `$`
 */
export function nameOf(node: Call | PartialCall, procedure: unknown, frame: Frame, code: string): CallSite {
  const { token, plain } = procedureToken(node);
  if (procedure === undefined && plain && token !== undefined && frame.lookUp(token)) {
    throw new Failure(code, {}, node.position, token);
  }
  return { position: node.position, token };
}

/** `procedure(…)`, with a value before the arguments for `value ~> procedure(…)`. */
export function callNode(
  node: Call,
  context: unknown,
  frame: Frame,
  whole: Interpreter,
  first: readonly unknown[] = [],
): unknown {
  const procedure = whole.evaluate(node.procedure, context, frame);
  const site = nameOf(node, procedure, frame, "T1005");
  const args = argumentsOf(node.arguments, context, frame, whole).map(asArgument);
  return call(whole.run, procedure, [...first, ...args], context, site);
}

/** A call that is left to the caller of the lambda that it ends. */
export function tailCallNode(
  { call: node }: TailCallNode,
  context: unknown,
  frame: Frame,
  whole: Interpreter,
): TailCall {
  const procedure = whole.evaluate(node.procedure, context, frame);
  const args = argumentsOf(node.arguments, context, frame, whole);
  return new TailCall(procedure, args, tailCallSite(node));
}

/** A function that is written in the expression: it sees the variables where it is written. */
export function lambdaNode(node: Lambda, context: unknown, frame: Frame, whole: Interpreter): unknown {
  const { parameters, signature, body } = node;
  const made = lambda(
    (_, args) => {
      const inner = new Frame(frame);
      for (const [index, name] of parameters.entries()) inner.bind(name, args[index]);
      return whole.evaluate(body, context, inner);
    },
    parameters.length,
    signature,
  );
  return node.deferred === true ? deferred(made) : made;
}

/** `value ~> procedure`, and `value ~> procedure(…)` */
export function applyNode(node: Apply, context: unknown, frame: Frame, whole: Interpreter): unknown {
  const value = whole.evaluate(node.left, context, frame);
  if (node.right.kind === "call") return callNode(node.right, context, frame, whole, [value]);
  return apply(whole.run, value, whole.evaluate(node.right, context, frame), applySite(node), node.position);
}
