import { childOf, childrenOf, isNode, type Node, pairsOf, textOf } from "../ast.ts";
import { ownError } from "../expression-error.ts";
import { readPath } from "./read-path.ts";
import type { Argument, Call, Expression, Filter, Grouping, Operator, Suffixes } from "./tree.ts";

function required(node: Node, key: string): Expression {
  const child = childOf(node, key);
  if (child === undefined) throw ownError("B1006");
  return readTree(child);
}

function optional(node: Node, key: string): Expression | undefined {
  const child = childOf(node, key);
  return child === undefined ? undefined : readTree(child);
}

function readPairs(holder: unknown): Grouping["pairs"] {
  return pairsOf(holder).map(([key, value]) => [readTree(key), readTree(value)]);
}

function readGroup(node: Node): Grouping | undefined {
  const group = node["group"];
  if (typeof group !== "object" || group === null) return undefined;
  const position = "position" in group && typeof group.position === "number" ? group.position : undefined;
  return { pairs: readPairs(group), position };
}

function readFilters(nodes: readonly Node[]): readonly Filter[] {
  return nodes.map((node) => ({ kind: "filter", expression: required(node, "expr") }));
}

function suffixesOf(node: Node): Suffixes {
  return {
    position: node.position,
    predicates: readFilters(childrenOf(node, "predicate")),
    group: readGroup(node),
    keepArray: node["keepArray"] === true,
  };
}

function isLiteral(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function readCall(node: Node, suffixes: Suffixes): Call {
  return {
    ...suffixes,
    kind: "call",
    procedure: required(node, "procedure"),
    arguments: childrenOf(node, "arguments").map(readTree),
  };
}

function readArgument(node: Node): Argument {
  return node.type === "operator" && node.value === "?" ? "?" : readTree(node);
}

function readUnary(node: Node, suffixes: Suffixes): Expression {
  switch (node.value) {
    case "-":
      return { ...suffixes, kind: "negation", operand: required(node, "expression") };
    case "[":
      return {
        ...suffixes,
        kind: "array",
        items: childrenOf(node, "expressions").map(readTree),
        constructed: node["consarray"] === true,
      };
    default:
      return { ...suffixes, kind: "object", pairs: readPairs(node) };
  }
}

function readLambda(node: Node, suffixes: Suffixes): Expression {
  const body = childOf(node, "body");
  if (node["thunk"] === true && body !== undefined) {
    return { ...suffixes, kind: "tail-call", call: readCall(body, suffixesOf(body)) };
  }
  const { signature } = node as { signature?: { definition?: unknown } };
  return {
    ...suffixes,
    kind: "lambda",
    parameters: childrenOf(node, "arguments").map(textOf),
    signature: typeof signature?.definition === "string" ? signature.definition : undefined,
    body: required(node, "body"),
  };
}

/**
 * A block that ends a lambda hands the call that it ends with to the predicates behind it before it is made, or its
 * arguments are looked at: as a function.
 */
function deferTails(node: Expression): Expression {
  switch (node.kind) {
    case "tail-call": {
      const { call: _call, ...suffixes } = node;
      return {
        ...suffixes,
        kind: "lambda",
        deferred: true,
        parameters: [],
        signature: undefined,
        body: node,
      };
    }
    case "block":
      return {
        ...node,
        expressions: node.expressions.map((each, index) =>
          index === node.expressions.length - 1 ? deferTails(each) : each,
        ),
      };
    case "condition": {
      const { consequent, alternative } = node;
      return {
        ...node,
        consequent: deferTails(consequent),
        alternative: alternative === undefined ? undefined : deferTails(alternative),
      };
    }
    default:
      return node;
  }
}

function readParent(node: Node, suffixes: Suffixes): Expression {
  const { slot } = node as { slot?: { label?: unknown } };
  return { ...suffixes, kind: "parent", label: String(slot?.label) };
}

type Reader = (node: Node, suffixes: Suffixes) => Expression;

function readLiteral(node: Node, suffixes: Suffixes): Expression {
  if (!isLiteral(node.value)) throw ownError("B1006");
  return { ...suffixes, kind: "literal", value: node.value };
}

const readers: Readonly<Record<string, Reader>> = {
  string: readLiteral,
  number: readLiteral,
  value: readLiteral,
  path: (node, suffixes) => readPath(node, suffixes, readTree),
  name: (node, suffixes) => ({ ...suffixes, kind: "name", name: textOf(node) }),
  variable: (node, suffixes) => ({ ...suffixes, kind: "variable", name: textOf(node) }),
  wildcard: (_, suffixes) => ({ ...suffixes, kind: "wildcard" }),
  descendant: (_, suffixes) => ({ ...suffixes, kind: "descendants" }),
  parent: readParent,
  unary: readUnary,
  binary: (node, suffixes) => ({
    ...suffixes,
    kind: "binary",
    operator: textOf(node) as Operator,
    left: required(node, "lhs"),
    right: required(node, "rhs"),
  }),
  condition: (node, suffixes) => ({
    ...suffixes,
    kind: "condition",
    condition: required(node, "condition"),
    consequent: required(node, "then"),
    alternative: optional(node, "else"),
  }),
  block: (node, suffixes) => {
    const block: Expression = {
      ...suffixes,
      kind: "block",
      expressions: childrenOf(node, "expressions").map(readTree),
    };
    const { predicates, group } = suffixes;
    return predicates.length > 0 || group !== undefined ? deferTails(block) : block;
  },
  bind: (node, suffixes) => {
    const name = childOf(node, "lhs");
    return {
      ...suffixes,
      kind: "bind",
      name: name === undefined ? "" : textOf(name),
      value: required(node, "rhs"),
    };
  },
  regex: (node, suffixes) => ({
    ...suffixes,
    kind: "regex",
    pattern: node.value instanceof RegExp ? node.value : undefined,
  }),
  function: readCall,
  partial: (node, suffixes) => ({
    ...suffixes,
    kind: "partial",
    procedure: required(node, "procedure"),
    arguments: childrenOf(node, "arguments").map(readArgument),
  }),
  lambda: readLambda,
  apply: (node, suffixes) => ({
    ...suffixes,
    kind: "apply",
    left: required(node, "lhs"),
    right: required(node, "rhs"),
  }),
  transform: (node, suffixes) => ({
    ...suffixes,
    kind: "transform",
    pattern: required(node, "pattern"),
    update: required(node, "update"),
    deletion: optional(node, "delete"),
  }),
};

/** Reads the library's syntax tree, whose shape is loose, into ours. */
export function readTree(node: Node): Expression {
  const read = isNode(node) && Object.hasOwn(readers, node.type) ? readers[node.type] : undefined;
  if (read === undefined) throw ownError("B1006");
  return read(node, suffixesOf(node));
}
