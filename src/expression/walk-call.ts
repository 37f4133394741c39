import { nearest } from "../model/nearest.ts";
import { childOf, childrenOf, isNode, type Node, textOf } from "./ast.ts";
import { builtinNames, readsContext } from "./builtins.ts";
import { innerScope, lookUp, type StaticValue, unknownValue } from "./static-value.ts";
import { memberValue, noteRead, spanOf, variableValue, type Walk } from "./walk.ts";

/** Functions that call their second argument with items of the first, and whose items they keep. */
const overItems: Readonly<Record<string, "keeps" | "makes">> = {
  filter: "keeps",
  single: "keeps",
  sort: "keeps",
  map: "makes",
};

/** Functions that yield items of their first argument. */
const keepers = new Set(["filter", "single", "sort", "reverse", "distinct"]);

/** Walks the body of a function; parameters that are not given may be anything. */
export function lambdaValue(node: Node, walk: Walk, parameters: readonly StaticValue[] = []): StaticValue {
  const body = childOf(node, "body");
  if (body === undefined) return unknownValue;
  if (node["thunk"] === true) return walk.valueOf(body, walk);
  const scope = innerScope(walk.scope);
  for (const [index, parameter] of childrenOf(node, "arguments").entries()) {
    scope.names.set(textOf(parameter), parameters[index] ?? unknownValue);
  }
  return walk.valueOf(body, { ...walk, scope });
}

/** Values of a function's parameters when a built-in calls it, as far as they follow from the first argument. */
function parametersFor(name: string, items: StaticValue): readonly StaticValue[] {
  if (name === "sort") return [items, items];
  if (name === "reduce") return [unknownValue, items];
  return overItems[name] === undefined ? [] : [items, unknownValue, items];
}

function literalMember(
  name: string,
  values: readonly StaticValue[],
  args: readonly Node[],
  walk: Walk,
): StaticValue {
  const key = args.at(-1);
  const of = values[0];
  const asMember = name === "lookup" || name === "index";
  if (!asMember || values.length !== 2 || of === undefined || key?.type !== "string") return unknownValue;
  const member = memberValue(of, textOf(key), key, walk);
  if (name === "index") noteRead(member, walk);
  return name === "lookup" ? member : unknownValue;
}

function callBuiltin(
  name: string,
  args: readonly Node[],
  piped: StaticValue | undefined,
  walk: Walk,
): StaticValue {
  const values: StaticValue[] = piped === undefined ? [] : [piped];
  let made: StaticValue = unknownValue;
  for (const arg of args) {
    const items = values[0];
    if (arg.type === "lambda" && values.length === 1 && items !== undefined) {
      made = lambdaValue(arg, walk, parametersFor(name, items));
      values.push(unknownValue);
    } else values.push(walk.valueOf(arg, walk));
  }
  if (readsContext(name, values.length)) noteRead(walk.input, walk);
  if (keepers.has(name)) return values[0] ?? unknownValue;
  if (overItems[name] === "makes") return made;
  return literalMember(name, values, args, walk);
}

/** `count(x)` for `$count(x)`: data never holds functions. */
function forgottenDollar(procedure: Node, walk: Walk): void {
  const step = childrenOf(procedure, "steps")[0];
  if (step?.type !== "name") {
    walk.valueOf(procedure, walk);
    return;
  }
  const name = textOf(step);
  const near = nearest(name, [...builtinNames, ...walk.functions]);
  walk.listener.problem({
    code: "unknown-function",
    severity: "error",
    message: `${JSON.stringify(name)} is not a function: names of functions begin with $`,
    ...spanOf(step, walk.source, name),
    suggestions: near === undefined ? [] : [`$${near}`],
  });
}

/**
 * Walks a call or a partial application.
 *
 * @param piped the first argument, where it comes from the left of `~>`
 */
export function callValue(node: Node, walk: Walk, piped?: StaticValue): StaticValue {
  const procedure = childOf(node, "procedure");
  const args = childrenOf(node, "arguments").filter((arg) => isNode(arg) && arg.type !== "operator");
  if (procedure?.type === "variable") {
    const name = textOf(procedure);
    variableValue(procedure, walk, true);
    const own = lookUp(walk.scope, name) === undefined && node.type === "function";
    if (own) return callBuiltin(name, args, piped, walk);
  } else if (procedure?.type === "path") forgottenDollar(procedure, walk);
  else if (procedure !== undefined) walk.valueOf(procedure, walk);
  for (const arg of args) walk.valueOf(arg, walk);
  return unknownValue;
}

/** Walks `left ~> right`. */
export function applyValue(node: Node, walk: Walk): StaticValue {
  const left = childOf(node, "lhs");
  const right = childOf(node, "rhs");
  if (left === undefined || right === undefined) return unknownValue;
  const value = walk.valueOf(left, walk);
  if (right.type === "function") return callValue(right, walk, value);
  if (right.type === "transform") return transformValue(right, walk, value);
  if (right.type !== "variable") {
    walk.valueOf(right, walk);
    return unknownValue;
  }
  const name = textOf(right);
  variableValue(right, walk, true);
  return lookUp(walk.scope, name) === undefined ? callBuiltin(name, [], value, walk) : unknownValue;
}

/** Walks `|pattern|update, delete|`; what it makes may have new fields. */
export function transformValue(node: Node, walk: Walk, subject: StaticValue = unknownValue): StaticValue {
  const pattern = childOf(node, "pattern");
  const matches = pattern === undefined ? unknownValue : walk.valueOf(pattern, { ...walk, input: subject });
  for (const key of ["update", "delete"]) {
    const part = childOf(node, key);
    if (part !== undefined) walk.valueOf(part, { ...walk, input: matches });
  }
  return unknownValue;
}
