import { nearest } from "../model/nearest.ts";
import { childOf, childrenOf, type Node, textOf } from "./ast.ts";
import type { SchemaAt } from "./schema-member.ts";
import { canEqual, namedValues } from "./schema-values.ts";
import { type StaticValue, unknownValue } from "./static-value.ts";
import { spanOf, type Walk } from "./walk.ts";

const comparisons = new Set(["=", "!=", "in"]);

type Scalar = string | number | boolean;

/** A value that is compared with a field, and the node that stands for it. */
interface Compared {
  readonly node: Node;
  readonly value: Scalar;
}

/** Null is left out: it stands in for absent values, whatever a schema says. */
function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Values that a node spells: its own, or those of an array's items. */
function literalsOf(node: Node): readonly Compared[] {
  if (node.type === "unary" && node.value === "[") return childrenOf(node, "expressions").flatMap(literalsOf);
  const { value }: { readonly value?: unknown } = node;
  return ["string", "number", "value"].includes(node.type) && isScalar(value) ? [{ node, value }] : [];
}

/** Values of a variable, or of the items of one that is a list. */
function constantsOf(node: Node, { constant }: StaticValue): readonly Compared[] {
  const values: readonly unknown[] = Array.isArray(constant) ? constant : [constant];
  const step = childrenOf(node, "steps").at(-1) ?? node;
  return values.filter(isScalar).map((value) => ({ node: step, value }));
}

/** A field never has this value: the comparison says the same of every record. */
function neverEqual({ node, value }: Compared, schemas: readonly SchemaAt[], walk: Walk): void {
  const named = namedValues(schemas).filter((each) => each !== null);
  const texts = named.filter((each) => typeof each === "string");
  const near = nearest(String(value), texts) ?? named.find((each) => String(each) === String(value));
  // What a variable holds may be a secret.
  const ofVariable = node.type === "name";
  const what = ofVariable ? "that this variable has" : JSON.stringify(value);
  walk.listener.problem({
    code: "unknown-value",
    severity: "error",
    message: `The field that this is compared with never has the value ${what}`,
    ...spanOf(node, walk.source, ofVariable ? textOf(node) : String(value)),
    ...(named.length === 0 ? {} : { choices: named.map((each) => JSON.stringify(each)) }),
    suggestions: near === undefined ? [] : [String(near)],
  });
}

function compare(node: Node, value: StaticValue, { schemas }: StaticValue, walk: Walk): void {
  if (schemas === undefined) return;
  for (const each of [...literalsOf(node), ...constantsOf(node, value)]) {
    if (!canEqual(schemas, each.value)) neverEqual(each, schemas, walk);
  }
}

/** Walks `left operator right`; what is compared with a field must be one of its values, as far as it is known. */
export function binaryValue(node: Node, walk: Walk): StaticValue {
  const left = childOf(node, "lhs");
  const right = childOf(node, "rhs");
  const leftValue = left === undefined ? unknownValue : walk.valueOf(left, walk);
  const rightValue = right === undefined ? unknownValue : walk.valueOf(right, walk);
  if (left === undefined || right === undefined || !comparisons.has(String(node.value))) return unknownValue;
  compare(right, rightValue, leftValue, walk);
  compare(left, leftValue, rightValue, walk);
  return unknownValue;
}
