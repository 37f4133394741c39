import { nearest } from "../model/nearest.ts";
import { childOf, childrenOf, type Node } from "./ast.ts";
import type { SchemaAt } from "./schema-member.ts";
import { canEqual, namedValues } from "./schema-values.ts";
import { type StaticValue, unknownValue } from "./static-value.ts";
import { spanOf, type Walk } from "./walk.ts";

const comparisons = new Set(["=", "!=", "in"]);

/** Literals that a node spells: itself, or the items of an array. */
function literalsOf(node: Node): readonly Node[] {
  if (node.type === "unary" && node.value === "[") return childrenOf(node, "expressions").flatMap(literalsOf);
  return ["string", "number", "value"].includes(node.type) ? [node] : [];
}

/** A field never has this value: the comparison says the same of every record. */
function neverEqual(
  literal: Node,
  value: string | number | boolean,
  schemas: readonly SchemaAt[],
  walk: Walk,
) {
  const named = namedValues(schemas).filter((each) => each !== null);
  const texts = named.filter((each) => typeof each === "string");
  const near = nearest(String(value), texts) ?? named.find((each) => String(each) === String(value));
  const span = spanOf(literal, walk.source, String(value));
  walk.listener.problem({
    code: "unknown-value",
    severity: "error",
    message: `The field that this is compared with never has the value ${JSON.stringify(value)}`,
    ...span,
    ...(named.length === 0 ? {} : { choices: named.map((each) => JSON.stringify(each)) }),
    suggestions: near === undefined ? [] : [String(near)],
  });
}

function compare(node: Node, described: StaticValue, walk: Walk): void {
  const { schemas } = described;
  if (schemas === undefined) return;
  for (const literal of literalsOf(node)) {
    const value: unknown = literal.value;
    // Null stands in for absent values, whatever a schema says.
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") continue;
    if (!canEqual(schemas, value)) neverEqual(literal, value, schemas, walk);
  }
}

/** Walks `left operator right`; a literal that is compared with a field must be one of its values. */
export function binaryValue(node: Node, walk: Walk): StaticValue {
  const left = childOf(node, "lhs");
  const right = childOf(node, "rhs");
  const leftValue = left === undefined ? unknownValue : walk.valueOf(left, walk);
  const rightValue = right === undefined ? unknownValue : walk.valueOf(right, walk);
  if (left === undefined || right === undefined || !comparisons.has(String(node.value))) return unknownValue;
  compare(right, leftValue, walk);
  compare(left, rightValue, walk);
  return unknownValue;
}
