import type { Expression } from "../tree/tree.ts";

const safeOperators = new Set(["=", "!=", "in", "and", "or"]);

/** False for an expression that no data makes fail, but for its limits. */
export function canFail(node: Expression): boolean {
  if (node.predicates.length > 0 || node.group !== undefined) return true;
  switch (node.kind) {
    case "literal":
    case "variable":
      return false;
    case "path":
      return node.steps.some(
        ({ expression, stages, tuple }) =>
          tuple || stages.length > 0 || !["name", "variable"].includes(expression.kind),
      );
    case "array":
      return node.items.some(canFail);
    case "binary":
      return !safeOperators.has(node.operator) || canFail(node.left) || canFail(node.right);
    default:
      return true;
  }
}
