import type { Json } from "../model/json.ts";
import type { ExpressionFunction } from "../model/registry.ts";
import { ExpressionError, ownError } from "./expression-error.ts";
import type { Native } from "./natives.ts";

/** Number of parameters of a signature such as `<s-(sn)a<o>?:b>`. */
export function arityOf(signature: string): number {
  let count = 0;
  let depth = 0;
  for (const character of signature) {
    if (character === ">" || character === ")") depth--;
    if (depth === 1 && character === ":") break;
    if (depth === 1 && /[a-z(]/.test(character)) count++;
    if (character === "<" || character === "(") depth++;
  }
  return count;
}

function invoke(host: ExpressionFunction, args: readonly unknown[]): Json | undefined {
  let result: unknown;
  try {
    result = host.call(...(args as readonly (Json | undefined)[]));
  } catch (error) {
    if (error instanceof ExpressionError) {
      throw new ExpressionError({ code: error.code, message: error.message, token: host.name });
    }
    throw ownError("B3003", { token: host.name, cause: error });
  }
  const pending =
    typeof result === "object" && result !== null && "then" in result && typeof result.then === "function";
  if (pending || typeof result === "function") throw ownError("B3003", { token: host.name });
  return result as Json | undefined;
}

/** A function from outside as JSONata calls it: it sees the parameter count in the source text. */
export function hostFunction(host: ExpressionFunction): Native {
  const { signature } = host;
  switch (arityOf(signature)) {
    case 0:
      return { signature, implementation: () => invoke(host, []) };
    case 1:
      return { signature, implementation: (a) => invoke(host, [a]) };
    case 2:
      return { signature, implementation: (a, b) => invoke(host, [a, b]) };
    case 3:
      return { signature, implementation: (a, b, c) => invoke(host, [a, b, c]) };
    default:
      return { signature, implementation: (a, b, c, d) => invoke(host, [a, b, c, d]) };
  }
}
