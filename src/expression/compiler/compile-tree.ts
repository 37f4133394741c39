import type { Bindings } from "../../model/expression.ts";
import type { Run } from "../runtime/run.ts";
import type { Expression } from "../tree/tree.ts";
import { Code } from "./code.ts";
import { compileNode } from "./compile-node.ts";
import { Program } from "./program.ts";
import { runtimeLibrary } from "./runtime-library.ts";
import { Scope } from "./scope.ts";

/** An expression as a function of JavaScript. */
export interface Compiled {
  /** @param context the input, wrapped when it is an array */
  evaluate(context: unknown, bindings: Bindings): unknown;
  /** Names of globals that it was made for: bindings of the same names make it wrong. */
  readonly assumed: readonly string[];
  /** Whether it asks for `$$`. */
  readonly readsRoot: boolean;
  /** What it was compiled to, for those who want to know. */
  readonly source: string;
}

type Factory = (runtime: object, constants: readonly unknown[], run: Run) => Compiled["evaluate"];

/**
 * Writes an expression as JavaScript. Nothing of the expression gets into the code but numbers, quoted
 * strings, and names that are made here.
 *
 * @throws NotCompilable when the compiler does not cover it
 */
export function compileTree(tree: Expression, globals: ReadonlyMap<string, unknown>, run: Run): Compiled {
  const program = new Program();
  const code = new Code(program);
  const scope = new Scope(undefined, 0);
  scope.declareBound([tree], code);
  const place = {
    ...{ program, globals, unchanging: run.unchanging, code, scope, context: code.local("c") },
    ...{ depth: 0, branch: 0, compile: compileNode },
  };
  const { code: result } = compileNode(tree, place);
  const source = program.source(Object.keys(runtimeLibrary), `${code.text}\nreturn ${result};`);
  const factory = new Function("runtime", "constants", "run", source) as Factory;
  return {
    evaluate: factory(runtimeLibrary, program.constants, run),
    assumed: [...program.assumed],
    readsRoot: program.readsRoot,
    source,
  };
}
