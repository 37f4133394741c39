import jsonata from "#jsonata-sync";
import { ownError } from "../expression-error.ts";
import { normaliseError } from "../normalise-error.ts";
import { type Callable, callable } from "../runtime/callable.ts";
import { Failure } from "../runtime/failure.ts";
import { Sequence, sequenceOf } from "../runtime/sequence.ts";
import { signatureOf } from "../runtime/signature.ts";
import { toExpressionError } from "../runtime/to-expression-error.ts";
import { readTree } from "../tree/read-tree.ts";
import type { Expression } from "../tree/tree.ts";
import type { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";

const traits = { arity: 2, parameters: 2, signature: signatureOf("<sx?:x>") };

/** `$eval` as a value: the interpreter puts `evalWithin` in its place, which knows the variables there. */
export const evalPlaceholder: Callable = callable(() => {
  throw ownError("B1005", { token: "eval" });
}, traits);

/** A context as it is at the top: an array is one value, not many. */
export function asContext(input: unknown): unknown {
  if (!Array.isArray(input) || input instanceof Sequence) return input;
  const wrapper = sequenceOf(input);
  wrapper.outerWrapper = true;
  return wrapper;
}

function parse(source: string): Expression {
  try {
    return readTree(jsonata(source).ast());
  } catch (error) {
    throw new Failure("D3120", { value: normaliseError(error, true, true).message });
  }
}

/** `$eval` at a place: the text is evaluated with the variables there. */
export function evalWithin(frame: Frame, whole: Interpreter): Callable {
  const body = (_: unknown, [source, focus]: readonly unknown[], context: unknown) => {
    if (typeof source !== "string") return undefined;
    if (source.length > whole.run.limits.source) throw ownError("B0001");
    const tree = parse(source);
    try {
      return whole.evaluate(tree, focus === undefined ? context : asContext(focus), frame);
    } catch (thrown) {
      throw new Failure("D3121", { value: toExpressionError(thrown, true).message });
    }
  };
  return callable(body, traits);
}
