import type { Binary } from "../tree/tree.ts";
import { branched, condition } from "./branch.ts";
import { canFail } from "./can-fail.ts";
import { compileMembership } from "./membership.ts";
import type { Place } from "./place.ts";
import { isOnly, mayBe, types, type Value } from "./value.ts";

const scalars = types.boolean | types.number | types.string | types.null;
const sometimes = types.boolean | types.missing;

function and(node: Binary, place: Place): Value {
  const { code } = place;
  const isAnd = node.operator === "and";
  const left = condition(node.left, place);
  const result = code.variable(left);
  const guarded = canFail(node.right);
  const test = isAnd ? result : `!${result}`;
  code.emit(`if (${test}) {${guarded ? " try {" : ""}`);
  code.emit(`${result} = ${condition(node.right, branched(place))};`);
  if (guarded) code.emit(`} catch (e) { throw atOperator(e, ${node.position}, "${node.operator}"); }`);
  code.emit("}");
  return { code: result, type: types.boolean };
}

function equality(node: Binary, place: Place): Value {
  const type = types.boolean;
  const left = place.compile(node.left, place);
  const right = place.compile(node.right, place);
  const isEqual = node.operator === "=";
  if (isOnly(left, scalars) || isOnly(right, scalars)) {
    // A scalar is the same as nothing but itself, and is there.
    const other = isOnly(right, scalars) ? left : right;
    if (isEqual) return { code: `(${left.code} === ${right.code})`, type };
    const present = mayBe(other, types.missing) ? `${other.code} !== undefined && ` : "";
    return { code: `(${present}${left.code} !== ${right.code})`, type };
  }
  return {
    code: place.code.temporary(`${isEqual ? "equals" : "differs"}(run, ${left.code}, ${right.code})`),
    type,
  };
}

const orderNames: Readonly<Record<string, string>> = {
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
};

function ordering(node: Binary, place: Place): Value {
  const left = place.compile(node.left, place);
  const right = place.compile(node.right, place);
  const { operator, position } = node;
  const slow = `${orderNames[operator]}(${left.code}, ${right.code}, ${position})`;
  for (const [type, name] of [
    [types.number, "number"],
    [types.string, "string"],
  ] as const) {
    if (!isOnly(left, type) && !isOnly(right, type)) continue;
    const fast = `${left.code} ${operator} ${right.code}`;
    const tests = [left, right]
      .filter((side) => !isOnly(side, type))
      .map((side) => `typeof ${side.code} === "${name}"`);
    if (tests.length === 0) return { code: `(${fast})`, type: types.boolean };
    return { code: place.code.temporary(`${tests.join(" && ")} ? ${fast} : ${slow}`), type: sometimes };
  }
  return { code: place.code.temporary(slow), type: sometimes };
}

const arithmeticNames: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
};

function calculation(node: Binary, place: Place): Value {
  const left = place.compile(node.left, place);
  const right = place.compile(node.right, place);
  const name = arithmeticNames[node.operator];
  const type = types.number | (mayBe(left, types.missing) || mayBe(right, types.missing) ? types.missing : 0);
  return { code: place.code.temporary(`${name}(${left.code}, ${right.code}, ${node.position})`), type };
}

function concatenation(node: Binary, place: Place): Value {
  const left = place.compile(node.left, place);
  const right = place.compile(node.right, place);
  const code = `concatenate(run, ${left.code}, ${right.code}, ${node.position})`;
  return { code: place.code.temporary(code), type: types.string };
}

function range(node: Binary, place: Place): Value {
  const left = place.compile(node.left, place);
  const right = place.compile(node.right, place);
  const code = `range(run, ${left.code}, ${right.code}, ${node.position})`;
  return { code: place.code.temporary(code), type: types.array | types.missing | types.raw };
}

/** An operator between two operands. */
export function compileBinary(node: Binary, place: Place): Value {
  switch (node.operator) {
    case "and":
    case "or":
      return and(node, place);
    case "=":
    case "!=":
      return equality(node, place);
    case "in":
      return compileMembership(node, place);
    case "&":
      return concatenation(node, place);
    case "..":
      return range(node, place);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return calculation(node, place);
    default:
      return ordering(node, place);
  }
}
