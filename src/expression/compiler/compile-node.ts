import type { Block, Expression } from "../tree/tree.ts";
import { compileBinary } from "./binary.ts";
import { compileCondition } from "./branch.ts";
import { compileApply, compileCall, compilePartial, compileTransform } from "./calls.ts";
import { compileLambda, compileTailCall } from "./lambda.ts";
import { compilePath } from "./path.ts";
import type { Place } from "./place.ts";
import { compilePredicates } from "./predicates.ts";
import { Scope } from "./scope.ts";
import { compileGroup } from "./terms.ts";
import { literal, nothing, types, type Value } from "./value.ts";
import { compileBind, readContext, readVariable } from "./variables.ts";

function call(code: string, place: Place, type: number = types.any): Value {
  return { code: place.code.temporary(code), type };
}

function compileBlock({ expressions }: Block, place: Place): Value {
  const scope = new Scope(place.scope, place.branch);
  scope.declareBound(expressions, place.code);
  let result = nothing;
  for (const expression of expressions) result = place.compile(expression, { ...place, scope });
  return result;
}

function compileArray(node: Extract<Expression, { readonly kind: "array" }>, place: Place): Value {
  const { code } = place;
  const array = code.temporary("[]");
  for (const item of node.items) {
    const value = place.compile(item, place);
    code.emit(`addItem(run, ${array}, ${value.code}, ${item.kind === "array"});`);
  }
  return node.constructed ? call(`finishArray(${array}, true)`, place) : { code: array, type: types.array };
}

/** The value of a node, without what is written behind it. */
function compileBare(node: Expression, place: Place): Value {
  const context = () => place.code.use(place.context);
  switch (node.kind) {
    case "path":
      return compilePath(node, place);
    case "name":
      return call(`field(run, ${context()}, ${JSON.stringify(node.name)})`, place);
    case "literal":
      return literal(node.value);
    case "variable":
      return node.name === "" ? readContext(place) : readVariable(place, node.name);
    case "binary":
      return compileBinary(node, place);
    case "negation":
      return call(`negate(${place.compile(node.operand, place).code}, ${node.position})`, place);
    case "array":
      return compileArray(node, place);
    case "object":
      return { code: compileGroup(node, context(), place), type: types.object };
    case "wildcard":
      return call(`wildcard(run, ${context()})`, place);
    case "descendants":
      return call(`descendants(run, ${context()})`, place);
    case "parent":
      return readVariable(place, node.label);
    case "condition":
      return compileCondition(node, place);
    case "block":
      return compileBlock(node, place);
    case "regex":
      return call(
        `matcher(${place.program.constant(node.pattern)}, ${node.position})`,
        place,
        types.callable,
      );
    case "bind":
      return compileBind(node, place);
    case "call":
      return compileCall(node, place);
    case "tail-call":
      return compileTailCall(node, place);
    case "lambda":
      return compileLambda(node, place);
    case "apply":
      return compileApply(node, place);
    case "partial":
      return compilePartial(node, place);
    case "transform":
      return compileTransform(node, place);
  }
}

/** Compiles a node with its predicates and its grouping. */
export function compileNode(node: Expression, around: Place): Value {
  const place = { ...around, depth: around.depth + 1 };
  let value = compileBare(node, place);
  if (node.predicates.length > 0) {
    value = call(compilePredicates(node.predicates, value.code, place), place);
  }
  const isGrouped = node.group !== undefined && node.kind !== "path";
  if (isGrouped) value = { code: compileGroup(node.group, value.code, place), type: types.object };
  const mayBeSequence = (value.type & types.array) !== 0;
  if (!mayBeSequence || node.kind === "array" || node.kind === "tail-call") return value;
  const isRaw = node.predicates.length > 0 || ["wildcard", "descendants", "binary"].includes(node.kind);
  if (node.keepArray) return call(`unwrap(keepSingleton(${value.code}))`, place);
  return isRaw ? call(`unwrap(${value.code})`, place) : value;
}
