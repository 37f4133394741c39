import { allNodes, childOf, childrenOf, type Node, textOf } from "./ast.ts";
import { ExpressionError, ownError } from "./expression-error.ts";
import { compileLinear } from "./linear-regexp.ts";

/** A call whose procedure is looked at before JSONata writes to it. */
export interface CallSite {
  readonly position: number;
  readonly token: string;
  /** A call in tail position: JSONata does not expect that it has nothing to call. */
  readonly tail: boolean;
}

/** What the guards need to know of a syntax tree, found once. */
export interface Marks {
  /** Nodes whose value becomes part of a string by `&`. */
  readonly concatenated: ReadonlySet<object>;
  /** Nodes that yield what is called. */
  readonly procedures: ReadonlyMap<object, CallSite>;
  /** True when something is grouped: JSONata then writes to empty arrays of its input. */
  readonly groups: boolean;
}

function compileRegex(node: Node): void {
  if (!(node.value instanceof RegExp)) return;
  try {
    compileLinear(node.value);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw ownError("B0003", node.position === undefined ? {} : { position: node.position });
  }
}

function callSite(call: Node, procedure: Node, tails: ReadonlySet<object>): CallSite {
  const named = procedure.type === "path" ? childrenOf(procedure, "steps")[0] : procedure;
  return { position: call.position ?? 0, token: named ? textOf(named) : "", tail: tails.has(call) };
}

/**
 * Looks through a syntax tree for what the guards watch, and compiles its regular expressions.
 *
 * @throws ExpressionError B0003 at a regular expression that cannot be matched in linear time
 */
export function markTree(root: Node): Marks {
  const concatenated = new Set<object>();
  const procedures = new Map<object, CallSite>();
  const tails = new Set<object>();
  let groups = false;
  for (const node of allNodes(root)) {
    if (node["group"] !== undefined) groups = true;
    const body = childOf(node, "body");
    if (node["thunk"] === true && body !== undefined) tails.add(body);
    if (node.type === "regex") compileRegex(node);
    if (node.type === "binary" && node.value === "&") {
      for (const key of ["lhs", "rhs"]) {
        const operand = childOf(node, key);
        if (operand !== undefined) concatenated.add(operand);
      }
    }
    const procedure = node.type === "function" ? childOf(node, "procedure") : undefined;
    if (procedure !== undefined) procedures.set(procedure, callSite(node, procedure, tails));
  }
  return { concatenated, procedures, groups };
}
