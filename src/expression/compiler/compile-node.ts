import type { Block, Expression } from "../tree/tree.ts";
import { compileBinary } from "./binary.ts";
import { compileCondition } from "./branch.ts";
import { compileApply, compileCall, compilePartial, compileTransform } from "./calls.ts";
import { compileLambda } from "./lambda.ts";
import { compileName } from "./names.ts";
import { compilePath } from "./path.ts";
import type { Place } from "./place.ts";
import { compilePredicates } from "./predicates.ts";
import { Scope } from "./scope.ts";
import { compileTailCall } from "./tail-call.ts";
import { compileGroup, compileStages, tupleNames } from "./terms.ts";
import { literal, mayBe, nothing, types, type Value } from "./value.ts";
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
      if (!node.keepArray) return call(`${compileName(place.program, node.name)}(${context()})`, place);
      return call(`lookup(run, ${context()}, ${JSON.stringify(node.name)})`, place, types.any | types.raw);
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
      return call(`wildcard(run, ${context()})`, place, types.any | types.raw);
    case "descendants":
      return call(`descendants(run, ${context()})`, place, types.any | types.raw);
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

/** True for a block whose value is a stream of tuples, for the steps behind it. */
function yieldsTuples(node: Expression): boolean {
  const last = node.kind === "block" ? node.expressions.at(-1) : undefined;
  return last !== undefined && ((last.kind === "path" && last.tuple) || yieldsTuples(last));
}

/** Predicates and grouping of what may be a stream of tuples: their variables are seen there. */
function compileTupleSuffixes(node: Expression, input: string, place: Place): string {
  const { predicates, group } = node;
  const names = tupleNames(node);
  const stages = compileStages(predicates, place, names);
  const kept =
    predicates.length === 0 ? input : place.code.temporary(`applyStages(run, ${input}, ${stages})`);
  const grouped = group === undefined ? kept : compileGroup(group, kept, place, names);
  const marked = node.keepArray ? `keepArray(${grouped})` : grouped;
  return place.code.temporary(`unwrap(${marked})`);
}

/** Compiles a node with its predicates and its grouping. */
export function compileNode(node: Expression, around: Place): Value {
  const place = { ...around, depth: around.depth + 1 };
  let value = compileBare(node, place);
  if (yieldsTuples(node)) return { ...value, code: compileTupleSuffixes(node, value.code, place) };
  if (node.predicates.length > 0) {
    const kept = compilePredicates(node.predicates, value.code, place, node.keepArray);
    value = { code: kept, type: types.any | types.raw };
  }
  const { group } = node;
  if (group !== undefined && node.kind !== "path") {
    value = { code: compileGroup(group, value.code, place), type: types.object };
  }
  if (node.kind === "tail-call") return value;
  if (node.keepArray) return call(`unwrap(keepArray(${value.code}))`, place);
  if (!mayBe(value, types.raw)) return value;
  // What a function returns may be a sequence of one sequence, which the next node around unwraps again.
  const mayNest = ["call", "apply", "block", "condition", "bind", "variable"].includes(node.kind);
  const isRaw = mayNest || node.predicates.length > 0;
  return call(`unwrap(${value.code})`, place, isRaw ? value.type : value.type & ~types.raw);
}
