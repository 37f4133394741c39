import { bindsTuples, childrenOfNode } from "../tree/children.ts";
import type { Expression } from "../tree/tree.ts";
import type { Code, Local } from "./code.ts";

/** A variable of JSONata that has become one of JavaScript. */
export interface Variable {
  readonly local: Local;
  /** Bound once: its value can be used later than it is read. */
  readonly constant: boolean;
  /** Bound for certain, from here on. */
  definite: boolean;
  /** May be bound to a sequence that reading it unwraps. */
  raw: boolean;
}

/** Variables of a block, a lambda or the whole; or of the tuples of a path. */
export class Scope {
  readonly around: Scope | undefined;
  /** How many branches of the code are around this scope. */
  readonly branch: number;
  readonly variables = new Map<string, Variable>();
  /** Tuples have these for variables, and perhaps not all of them. */
  readonly tuple: { readonly local: Local; readonly names: ReadonlySet<string> } | undefined;

  constructor(around: Scope | undefined, branch: number, tuple?: Scope["tuple"]) {
    this.around = around;
    this.branch = branch;
    this.tuple = tuple;
  }

  /** Declares what `:=` binds in this scope; nothing has a value before it is bound. */
  declareBound(expressions: readonly Expression[], code: Code): void {
    const counts = new Map<string, number>();
    for (const expression of expressions) countBound(expression, counts);
    for (const [name, count] of counts) {
      const parameter = this.variables.get(name);
      if (parameter !== undefined) {
        this.variables.set(name, { ...parameter, constant: false });
        continue;
      }
      const local = code.local(code.program.fresh("v"));
      code.emit(`let ${local.name} = unbound;`);
      this.variables.set(name, { local, constant: count === 1, definite: false, raw: false });
    }
  }
}

/** Counts `:=` by name, leaving out those with a scope of their own. */
function countBound(node: Expression, counts: Map<string, number>): void {
  if (node.kind === "block" || node.kind === "lambda") {
    for (const { expression } of node.predicates) countBound(expression, counts);
    for (const pair of node.group?.pairs ?? []) for (const part of pair) countBound(part, counts);
    return;
  }
  // The steps of such a path have scopes of their own, one for each tuple.
  if (node.kind === "path" && bindsTuples(node)) return;
  if (node.kind === "bind") counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
  for (const child of childrenOfNode(node)) countBound(child, counts);
}
