import jsonata from "#jsonata-sync";
import { ownError } from "../expression-error.ts";
import type { Limits } from "../limits.ts";
import { normaliseError } from "../normalise-error.ts";
import { readTree } from "../tree/read-tree.ts";
import type { Expression as Tree } from "../tree/tree.ts";
import { checkPatterns } from "./check-patterns.ts";

/** The tree of an expression. @throws ExpressionError when the source is none */
export function parse(source: string, limits: Limits, quoteValues: boolean): Tree {
  if (source.length > limits.source) throw ownError("B0001");
  try {
    const tree = readTree(jsonata(source).ast());
    checkPatterns(tree);
    return tree;
  } catch (error) {
    throw normaliseError(error, true, quoteValues);
  }
}
