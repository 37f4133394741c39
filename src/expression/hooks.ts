import type { Node } from "./ast.ts";
import { ExpressionError, ownError } from "./expression-error.ts";
import { assertGenuine, type Marked } from "./genuine.ts";
import type { Limits } from "./limits.ts";
import type { CallSite, Marks } from "./marks.ts";
import { safeMessage } from "./safe-message.ts";
import { assertTextFits } from "./text-size.ts";

/** Called by JSONata before and after each node of a tree. */
export interface Hooks {
  readonly entry: (node: Node, input: unknown) => void;
  readonly exit: (node: Node, input: unknown, environment: unknown, result: unknown) => void;
}

/** What a node's result is once JSONata has unwrapped it. */
function unwrapped(result: unknown): unknown {
  return Array.isArray(result) && result.length < 2 && "sequence" in result ? result[0] : result;
}

/** JSONata writes to whatever object it is about to call, be it a record of the input. */
function assertCallable(value: unknown, site: CallSite): void {
  if (value === undefined && !site.tail) return;
  if (typeof value === "function") return;
  if (typeof value === "object" && value !== null) {
    const marked: Marked = value;
    if (marked._jsonata_lambda === true || marked._jsonata_function === true) return;
  } else if (value !== null && value !== undefined) return;
  const { position, token } = site;
  throw new ExpressionError({ code: "T1006", message: safeMessage("T1006", token), position, token });
}

/** Takes back what JSONata wrote to arrays of the input: see `path[]` and `{…}` with an empty array as context. */
function restore(node: Node, input: unknown, result: unknown): void {
  if (node["keepSingletonArray"] === true && Array.isArray(result) && !("sequence" in result)) {
    Reflect.deleteProperty(result, "keepSingleton");
  }
  if (node.type !== "unary" || !Array.isArray(input)) return;
  if (input.length === 1 && input[0] === undefined && !("sequence" in input)) input.length = 0;
}

/** Guards around every step of an evaluation, where JSONata's own limits do not look. */
export function makeHooks(marks: Marks, limits: Limits): Hooks {
  const { concatenated, procedures } = marks;
  return {
    entry: (_node, input) => assertGenuine(input),
    exit: (node, input, _environment, result) => {
      if (typeof result === "string") {
        if (result.length > limits.text) throw ownError("B1002");
        return;
      }
      restore(node, input, result);
      const value = unwrapped(result);
      assertGenuine(value);
      if (typeof value === "object" && concatenated.has(node)) assertTextFits(value, limits.text);
      const site = procedures.get(node);
      if (site !== undefined) assertCallable(value, site);
    },
  };
}
