import { arithmetic, negate } from "../runtime/arithmetic.ts";
import { comparison } from "../runtime/compare.ts";
import { differs, equals } from "../runtime/equal.ts";
import { atOperator } from "../runtime/failure.ts";
import { groupBy } from "../runtime/group.ts";
import { partiallyApply } from "../runtime/invoke.ts";
import { lookup } from "../runtime/lookup.ts";
import { matcher } from "../runtime/matcher.ts";
import { range } from "../runtime/range.ts";
import type { Run } from "../runtime/run.ts";
import { contextValue, Sequence, TupleStream, unwrap } from "../runtime/sequence.ts";
import { applyStages } from "../runtime/stages.ts";
import type { Term } from "../runtime/terms.ts";
import { concatenate } from "../runtime/to-text.ts";
import { transformer } from "../runtime/transform.ts";
import { isTrue } from "../runtime/truth.ts";
import { descendants, wildcard } from "../runtime/wildcard.ts";
import type { Binary, Condition, Expression, Grouping } from "../tree/tree.ts";
import { constructArray } from "./array.ts";
import { applyNode, argumentsOf, callNode, lambdaNode, nameOf, tailCallNode } from "./calls.ts";
import { evalPlaceholder, evalWithin } from "./evaluation.ts";
import { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";
import { membership } from "./membership.ts";
import { evaluatePath, stagesOf } from "./path.ts";

function binary(node: Binary, context: unknown, frame: Frame, whole: Interpreter): unknown {
  const { operator, position } = node;
  const left = whole.evaluate(node.left, context, frame);
  if (operator === "and" || operator === "or") {
    try {
      if (isTrue(left) !== (operator === "and")) return operator === "or";
      return isTrue(whole.evaluate(node.right, context, frame));
    } catch (thrown) {
      throw atOperator(thrown, position, operator);
    }
  }
  if (operator === "in") return membership(node, left, context, frame, whole);
  const right = whole.evaluate(node.right, context, frame);
  switch (operator) {
    case "=":
      return equals(whole.run, left, right);
    case "!=":
      return differs(whole.run, left, right);
    case "&":
      return concatenate(whole.run, left, right, position);
    case "..":
      return range(whole.run, left, right, position);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic[operator](left, right, position);
    default:
      return comparison[operator](left, right, position);
  }
}

function condition(node: Condition, context: unknown, frame: Frame, whole: Interpreter): unknown {
  if (isTrue(whole.evaluate(node.condition, context, frame))) {
    return whole.evaluate(node.consequent, context, frame);
  }
  return node.alternative === undefined ? undefined : whole.evaluate(node.alternative, context, frame);
}

function block(
  expressions: readonly Expression[],
  context: unknown,
  frame: Frame,
  whole: Interpreter,
): unknown {
  const inner = new Frame(frame);
  let result: unknown;
  for (const expression of expressions) result = whole.evaluate(expression, context, inner);
  return result;
}

function group(
  grouping: Grouping,
  input: unknown,
  frame: Frame,
  whole: Interpreter,
): Record<string, unknown> {
  const pairs = grouping.pairs.map(([key, value]) => ({
    key: whole.term(key, frame),
    value: whole.term(value, frame),
  }));
  return groupBy(whole.run, input, pairs, grouping.position);
}

/** Evaluates syntax trees, node by node. */
export class TreeInterpreter implements Interpreter {
  readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  term(node: Expression, frame: Frame): Term {
    return (context, tuple) => this.evaluate(node, context, frame.withTuple(tuple));
  }

  evaluate(node: Expression, context: unknown, frame: Frame): unknown {
    const { run } = this;
    run.tick();
    run.deepen(1);
    let result = this.#evaluateBare(node, context, frame);
    if (node.predicates.length > 0) result = applyStages(run, result, stagesOf(node.predicates, frame, this));
    if (node.group !== undefined && node.kind !== "path") result = group(node.group, result, frame, this);
    run.depth -= 1;
    if (!(result instanceof Sequence) || result instanceof TupleStream) return result;
    if (node.keepArray) result.keepSingleton = true;
    return unwrap(result);
  }

  /** The value of a node, without what is written behind it. */
  #evaluateBare(node: Expression, context: unknown, frame: Frame): unknown {
    const { run } = this;
    switch (node.kind) {
      case "path": {
        const { result, tuples } = evaluatePath(node, context, frame, this);
        return node.group === undefined ? result : group(node.group, tuples ?? result, frame, this);
      }
      case "name":
        return lookup(run, context, node.name);
      case "literal":
        return node.value;
      case "variable":
        if (node.name === "eval") return this.#evalIn(frame);
        if (node.name !== "") return frame.lookUp(node.name);
        return contextValue(context);
      case "binary":
        return binary(node, context, frame, this);
      case "negation":
        return negate(this.evaluate(node.operand, context, frame), node.position);
      case "array":
        return constructArray(node, context, frame, this);
      case "object":
        return group(node, context, frame, this);
      case "wildcard":
        return wildcard(run, context);
      case "descendants":
        return descendants(run, context);
      case "parent":
        return frame.lookUp(node.label);
      case "condition":
        return condition(node, context, frame, this);
      case "block":
        return block(node.expressions, context, frame, this);
      case "regex":
        return matcher(node.pattern, node.position);
      default:
        return this.#evaluateFunction(node, context, frame);
    }
  }

  #evalIn(frame: Frame): unknown {
    const value = frame.lookUp("eval");
    return value === evalPlaceholder ? evalWithin(frame, this) : value;
  }

  #evaluateFunction(node: FunctionNode, context: unknown, frame: Frame): unknown {
    switch (node.kind) {
      case "bind": {
        const value = this.evaluate(node.value, context, frame);
        frame.bind(node.name, value);
        return value;
      }
      case "call":
        return callNode(node, context, frame, this);
      case "tail-call":
        return tailCallNode(node, context, frame, this);
      case "lambda":
        return lambdaNode(node, context, frame, this);
      case "apply":
        return applyNode(node, context, frame, this);
      case "partial": {
        const args = argumentsOf(node.arguments, context, frame, this);
        const procedure = this.evaluate(node.procedure, context, frame);
        return partiallyApply(procedure, args, nameOf(node, procedure, frame, "T1007"));
      }
      case "transform":
        return transformer({
          pattern: this.term(node.pattern, frame),
          update: this.term(node.update, frame),
          deletion: node.deletion === undefined ? undefined : this.term(node.deletion, frame),
          position: node.position,
          updatePosition: node.update.position,
          deletionPosition: node.deletion?.position,
          clone: () => frame.lookUp("clone"),
        });
    }
  }
}

type FunctionKind = "bind" | "call" | "tail-call" | "lambda" | "apply" | "partial" | "transform";
type FunctionNode = Extract<Expression, { readonly kind: FunctionKind }>;
