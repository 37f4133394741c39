import type { Expression, Grouping, Path, Stage, Step, Suffixes } from "./tree.ts";

function ofPairs(pairs: Grouping["pairs"]): readonly Expression[] {
  return pairs.flat();
}

function ofStages(stages: readonly Stage[]): readonly Expression[] {
  return stages.flatMap((stage) => (stage.kind === "filter" ? stage.expression : []));
}

function ofStep({ expression, stages }: Step): readonly Expression[] {
  const own = expression.kind === "sort" ? expression.terms.map((term) => term.expression) : [expression];
  return [...own, ...ofStages(stages)];
}

function ofSuffixes({ predicates, group }: Suffixes): readonly Expression[] {
  return [...ofStages(predicates), ...ofPairs(group?.pairs ?? [])];
}

function ofNode(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "path":
      return node.steps.flatMap(ofStep);
    case "binary":
    case "apply":
      return [node.left, node.right];
    case "negation":
      return [node.operand];
    case "array":
      return node.items;
    case "object":
      return ofPairs(node.pairs);
    case "condition":
      return [node.condition, node.consequent, ...(node.alternative === undefined ? [] : [node.alternative])];
    case "block":
      return node.expressions;
    case "bind":
      return [node.value];
    case "call":
      return [node.procedure, ...node.arguments];
    case "partial":
      return [node.procedure, ...node.arguments.filter((arg) => arg !== "?")];
    case "tail-call":
      return [node.call];
    case "lambda":
      return [node.body];
    case "transform":
      return [node.pattern, node.update, ...(node.deletion === undefined ? [] : [node.deletion])];
    default:
      return [];
  }
}

/** The expressions directly inside one, with those of its predicates and its grouping. */
export function childrenOfNode(node: Expression): readonly Expression[] {
  return [...ofNode(node), ...ofSuffixes(node)];
}

/** True for a path whose steps bind variables. */
export function bindsTuples(path: Path): boolean {
  return path.steps.some((step) => step.tuple);
}
