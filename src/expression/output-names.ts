import jsonata from "#jsonata-sync";
import { childOf, childrenOf, isNode, type Node, pairsOf, textOf } from "./ast.ts";
import { defaultLimits } from "./limits.ts";

/** Names that the objects of a value have, together; undefined when the text does not tell. */
type Names = ReadonlySet<string> | undefined;

/** Names of the objects that variables stand for. */
type Variables = ReadonlyMap<string, Names>;

function union(all: readonly Names[]): Names {
  const names = new Set<string>();
  for (const each of all) {
    if (each === undefined) return undefined;
    for (const name of each) names.add(name);
  }
  return names;
}

function ofObject(holder: unknown): Names {
  const names = new Set<string>();
  for (const [key] of pairsOf(holder)) {
    if (key.type !== "string") return undefined;
    names.add(textOf(key));
  }
  return names;
}

function ofBlock(node: Node, outer: Variables): Names {
  const variables = new Map(outer);
  let last: Names;
  for (const expression of childrenOf(node, "expressions")) {
    const [name, value] = [childOf(expression, "lhs"), childOf(expression, "rhs")];
    last = namesOf(expression, variables);
    if (expression.type === "bind" && name !== undefined && value !== undefined)
      variables.set(textOf(name), namesOf(value, variables));
  }
  return last;
}

/** `$merge([…])` has what its parts have. */
function ofCall(node: Node, variables: Variables): Names {
  const called = childOf(node, "procedure");
  const [only, ...others] = childrenOf(node, "arguments");
  const merges = called?.type === "variable" && textOf(called) === "merge" && others.length === 0;
  return merges && only !== undefined ? namesOf(only, variables) : undefined;
}

function namesOf(node: Node, variables: Variables): Names {
  if ("group" in node && node["group"] !== undefined) return ofObject(node["group"]);
  switch (node.type) {
    case "unary":
      if (textOf(node) === "{") return ofObject(node);
      if (textOf(node) !== "[") return undefined;
      return union(childrenOf(node, "expressions").map((each) => namesOf(each, variables)));
    case "condition": {
      const [yes, no] = [childOf(node, "then"), childOf(node, "else")];
      const otherwise = no === undefined ? new Set<string>() : namesOf(no, variables);
      return union([yes === undefined ? undefined : namesOf(yes, variables), otherwise]);
    }
    case "block":
      return ofBlock(node, variables);
    case "bind": {
      const value = childOf(node, "rhs");
      return value === undefined ? undefined : namesOf(value, variables);
    }
    case "variable":
      return variables.get(textOf(node));
    case "function":
      return ofCall(node, variables);
    case "path": {
      const last = childrenOf(node, "steps").at(-1);
      return last === undefined ? undefined : namesOf(last, variables);
    }
    default:
      return undefined;
  }
}

/**
 * Names that the objects which an expression makes can have, where its text says so: object constructors, the
 * branches of conditions, variables, `$merge`.
 *
 * @param record names that `$` has, where they are known
 * @returns undefined when the names depend on data, or the text is no expression
 */
export function outputNames(source: string, record?: readonly string[]): Names {
  if (source.length > defaultLimits.source) return undefined;
  try {
    const tree: unknown = jsonata(source).ast();
    return isNode(tree)
      ? namesOf(tree, new Map(record === undefined ? [] : [["", new Set(record)]]))
      : undefined;
  } catch {
    return undefined;
  }
}
