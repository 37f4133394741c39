import { childOf, childrenOf, type Node, textOf } from "../ast.ts";
import type { Expression, Path, SortOrder, Stage, Step, Suffixes } from "./tree.ts";

type Read = (node: Node) => Expression;

function readStage(node: Node, read: Read): Stage {
  if (node.type === "index") return { kind: "index", variable: textOf(node) };
  return { kind: "filter", expression: read(childOf(node, "expr") ?? node) };
}

function readSort(node: Node, read: Read): SortOrder {
  const terms = node["terms"] as readonly { readonly descending?: unknown; readonly expression: Node }[];
  return {
    kind: "sort",
    position: node.position,
    terms: terms.map(({ descending, expression }) => ({
      expression: read(expression),
      descending: descending === true,
    })),
  };
}

function nameOrNothing(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function readStep(node: Node, read: Read): Step {
  const { ancestor } = node as { ancestor?: { label?: unknown } };
  return {
    expression: node.type === "sort" ? readSort(node, read) : read(node),
    stages: childrenOf(node, "stages").map((stage) => readStage(stage, read)),
    focus: nameOrNothing(node["focus"]),
    index: nameOrNothing(node["index"]),
    ancestor: nameOrNothing(ancestor?.label),
    tuple: node["tuple"] === true,
    constructed: node["consarray"] === true,
  };
}

/** Reads a path and its steps; `read` reads the expressions in it. */
export function readPath(node: Node, suffixes: Suffixes, read: Read): Path {
  return {
    ...suffixes,
    kind: "path",
    steps: childrenOf(node, "steps").map((step) => readStep(step, read)),
    keepSingleton: node["keepSingletonArray"] === true,
    tuple: node["tuple"] === true,
  };
}
