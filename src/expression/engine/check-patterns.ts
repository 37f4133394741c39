import { ExpressionError, ownError } from "../expression-error.ts";
import { compileLinear } from "../linear-regexp.ts";
import { childrenOfNode } from "../tree/children.ts";
import type { Expression } from "../tree/tree.ts";

/**
 * Compiles every regular expression of an expression.
 *
 * @throws ExpressionError B0003 at the first that cannot be matched in linear time
 */
export function checkPatterns(node: Expression): void {
  if (node.kind === "regex" && node.pattern !== undefined) {
    try {
      compileLinear(node.pattern);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw ownError("B0003", node.position === undefined ? {} : { position: node.position });
    }
  }
  for (const child of childrenOfNode(node)) checkPatterns(child);
}
