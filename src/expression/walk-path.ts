import { childOf, childrenOf, type Node, pairsOf, textOf } from "./ast.ts";
import { innerScope, type StaticValue, unknownValue } from "./static-value.ts";
import { memberValue, noteRead, variableValue, type Walk } from "./walk.ts";

/** Walks the predicates of a node or the stages of a step: each is evaluated per item. */
export function filterValue(filters: readonly Node[], value: StaticValue, walk: Walk): void {
  for (const filter of filters) {
    if (filter.type === "index") {
      walk.scope.names.set(textOf(filter), unknownValue);
      continue;
    }
    const expr = childOf(filter, "expr");
    if (expr !== undefined) walk.valueOf(expr, { ...walk, input: value });
  }
}

/** Walks keys and values of a grouping. */
export function groupValue(group: unknown, value: StaticValue, walk: Walk): StaticValue {
  for (const pair of pairsOf(group)) {
    for (const part of pair) walk.valueOf(part, { ...walk, input: value });
  }
  return unknownValue;
}

function sortStep(step: Node, walk: Walk): StaticValue {
  const terms = step["terms"];
  for (const term of Array.isArray(terms) ? (terms as readonly unknown[]) : []) {
    if (typeof term !== "object" || term === null) continue;
    const { expression } = term as { expression?: Node };
    if (expression !== undefined) walk.valueOf(expression, walk);
  }
  return walk.input;
}

function stepValue(step: Node, walk: Walk): StaticValue {
  switch (step.type) {
    case "name":
      return memberValue(walk.input, textOf(step), step, walk);
    case "variable": {
      const value = variableValue(step, walk);
      filterValue(childrenOf(step, "predicate"), value, walk);
      return step["group"] === undefined ? value : groupValue(step["group"], value, walk);
    }
    case "sort":
      return sortStep(step, walk);
    default:
      return walk.valueOf(step, walk);
  }
}

/** Walks a location path: each step has the value of the one before it as context. */
export function pathValue(node: Node, walk: Walk): StaticValue {
  const scope = innerScope(walk.scope);
  let current = walk.input;
  for (const step of childrenOf(node, "steps")) {
    const here = { ...walk, scope, input: current };
    const value = stepValue(step, here);
    const { focus, index } = step;
    if (typeof index === "string") scope.names.set(index, unknownValue);
    if (typeof focus === "string") {
      scope.names.set(focus, value);
      noteRead(value, walk);
    } else current = value;
    // Behind `@$name` the context stays what it was, for predicates too.
    filterValue(childrenOf(step, "stages"), current, here);
  }
  noteRead(current, walk);
  const group = node["group"];
  return group === undefined ? current : groupValue(group, current, { ...walk, scope });
}
