import type { Binary, Call, Expression, Path } from "./tree.ts";

/** What an expression that does not look at its context depends on. */
export interface Dependencies {
  /** Names of variables, without those of functions. */
  readonly variables: readonly string[];
  /** Names of the functions that it calls: built in, as long as nothing else is called like that. */
  readonly functions: readonly string[];
}

/** Functions whose value depends on their arguments alone, with how many they have to have for that. */
const pure: ReadonlyMap<string, number> = new Map([
  ["append", 2],
  ["distinct", 1],
  ["reverse", 1],
  ["sort", 1],
]);

/** Collects what an expression depends on; each method says whether it can be told. */
class Collector {
  readonly variables = new Set<string>();
  readonly functions = new Set<string>();

  /** @param inside the expression is evaluated for items of a list of its own, which it may look at */
  visit(node: Expression, inside: boolean): boolean {
    if (node.group !== undefined || node.keepArray) return false;
    return this.#visitBare(node, inside) && this.#all(node.predicates.map(({ expression }) => expression));
  }

  #all(nodes: readonly Expression[]): boolean {
    return nodes.every((node) => this.visit(node, true));
  }

  #visitBare(node: Expression, inside: boolean): boolean {
    switch (node.kind) {
      case "literal":
        return true;
      case "name":
      case "wildcard":
      case "descendants":
        return inside;
      case "variable":
        if (node.name === "") return inside;
        this.variables.add(node.name);
        return true;
      case "path":
        return this.#visitPath(node, inside);
      case "binary":
        return this.visit(node.left, inside) && this.visit(node.right, inside);
      case "negation":
        return this.visit(node.operand, inside);
      case "array":
        return node.items.every((item) => this.visit(item, inside));
      case "call":
        return this.#visitCall(node, inside);
      default:
        return false;
    }
  }

  #visitPath(path: Path, inside: boolean): boolean {
    return (
      !path.tuple &&
      path.steps.every(({ expression, stages, tuple }, index) => {
        if (tuple || expression.kind === "sort") return false;
        if (!this.visit(expression, inside || index > 0)) return false;
        return stages.every((stage) => stage.kind === "filter" && this.visit(stage.expression, true));
      })
    );
  }

  #visitCall({ procedure, arguments: args }: Call, inside: boolean): boolean {
    if (procedure.kind !== "variable" || procedure.predicates.length > 0) return false;
    if (pure.get(procedure.name) !== args.length) return false;
    this.functions.add(procedure.name);
    return args.every((arg) => this.visit(arg, inside));
  }
}

/** The list of `x in list`, when nothing but variables decides what it is. */
export interface UnchangingList extends Dependencies {
  /** The list is read from this member of its only variable. */
  readonly member: string | undefined;
}

function memberOf(node: Expression): string | undefined {
  if (node.kind !== "path") return undefined;
  const [first, second] = node.steps;
  if (first?.expression.kind !== "variable" || second?.expression.kind !== "name") return undefined;
  if (first.stages.length > 0 || first.expression.predicates.length > 0) return undefined;
  return second.expression.name;
}

function occurrences(node: Expression, name: string): number {
  let count = 0;
  JSON.stringify(node, (_, value: unknown) => {
    const one = value as { kind?: unknown; name?: unknown } | null;
    if (typeof one === "object" && one?.kind === "variable" && one.name === name) count += 1;
    return value;
  });
  return count;
}

/** What the list of `x in list` depends on, when that is at most two variables, or nothing, and not the context. */
export function unchangingList({ right }: Binary): UnchangingList | undefined {
  const collector = new Collector();
  if (!collector.visit(right, false)) return undefined;
  const variables = [...collector.variables];
  const [only] = variables;
  if (variables.length > 2) return undefined;
  const isAlone = variables.length === 1 && only !== undefined && occurrences(right, only) === 1;
  return {
    variables,
    functions: [...collector.functions],
    member: isAlone ? memberOf(right) : undefined,
  };
}
