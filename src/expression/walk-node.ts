import { childOf, childrenOf, type Node, pairsOf, textOf } from "./ast.ts";
import { either, innerScope, type StaticValue, unknownValue } from "./static-value.ts";
import { noteRead, variableValue, type Walk } from "./walk.ts";
import { applyValue, callValue, lambdaValue, transformValue } from "./walk-call.ts";
import { binaryValue } from "./walk-comparison.ts";
import { filterValue, groupValue, pathValue } from "./walk-path.ts";

function walkAll(nodes: readonly (Node | undefined)[], walk: Walk): readonly StaticValue[] {
  return nodes.map((node) => (node === undefined ? unknownValue : walk.valueOf(node, walk)));
}

function blockValue(node: Node, outer: Walk): StaticValue {
  const walk = { ...outer, scope: innerScope(outer.scope) };
  const expressions = childrenOf(node, "expressions");
  // A function may call one that is bound after it.
  for (const expression of expressions) {
    const bound = expression.type === "bind" ? childOf(expression, "lhs") : undefined;
    if (bound !== undefined) walk.scope.names.set(textOf(bound), unknownValue);
  }
  return walkAll(expressions, walk).at(-1) ?? unknownValue;
}

function bindValue(node: Node, walk: Walk): StaticValue {
  const name = childOf(node, "lhs");
  const right = childOf(node, "rhs");
  if (name === undefined || right === undefined) return unknownValue;
  // A function may call itself.
  if (right.type === "lambda") walk.scope.names.set(textOf(name), unknownValue);
  const value = walk.valueOf(right, walk);
  walk.scope.names.set(textOf(name), right.type === "lambda" ? unknownValue : value);
  return value;
}

function unaryValue(node: Node, walk: Walk): StaticValue {
  if (node.value === "{") return groupValue(node, walk.input, walk);
  const child = childOf(node, "expression");
  if (child !== undefined) walk.valueOf(child, walk);
  const items = walkAll(childrenOf(node, "expressions"), walk);
  const [first, ...rest] = items;
  return first === undefined ? unknownValue : rest.reduce(either, first);
}

function conditionValue(node: Node, walk: Walk): StaticValue {
  walkAll([childOf(node, "condition")], walk);
  const [then = unknownValue, otherwise] = walkAll(
    [childOf(node, "then"), childOf(node, "else")].filter((branch) => branch !== undefined),
    walk,
  );
  return otherwise === undefined ? then : either(then, otherwise);
}

/** A step that looks at everything below the context. */
function everythingBelow(_node: Node, walk: Walk): StaticValue {
  noteRead(walk.input, walk);
  return unknownValue;
}

/** `%` goes up from wherever it is: anything of the record may be read. */
function parentValue(_node: Node, walk: Walk): StaticValue {
  walk.listener.read([]);
  return unknownValue;
}

function standaloneVariable(node: Node, walk: Walk): StaticValue {
  const value = variableValue(node, walk);
  noteRead(value, walk);
  return value;
}

const walkers: Readonly<Record<string, (node: Node, walk: Walk) => StaticValue>> = {
  path: pathValue,
  variable: standaloneVariable,
  block: blockValue,
  bind: bindValue,
  unary: unaryValue,
  condition: conditionValue,
  function: callValue,
  partial: callValue,
  lambda: lambdaValue,
  apply: applyValue,
  transform: transformValue,
  wildcard: everythingBelow,
  descendant: everythingBelow,
  parent: parentValue,
  binary: binaryValue,
};

/** Walks a node with its predicates and grouping. */
export function nodeValue(node: Node, walk: Walk): StaticValue {
  const value = walkers[node.type]?.(node, walk) ?? unknownValue;
  filterValue(childrenOf(node, "predicate"), value, walk);
  const group = node.type === "path" ? undefined : node["group"];
  if (pairsOf(group).length === 0) return value;
  return groupValue(group, value, walk);
}
