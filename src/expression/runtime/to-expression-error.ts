import { ExpressionError } from "../expression-error.ts";
import { normaliseError } from "../normalise-error.ts";
import { safeMessage } from "../safe-message.ts";
import { Failure } from "./failure.ts";
import { messageOf } from "./messages.ts";

/**
 * What an evaluation threw, as callers get it.
 *
 * @param quoteValues whether the message may quote the value at fault
 */
export function toExpressionError(thrown: unknown, quoteValues: boolean): ExpressionError {
  if (!(thrown instanceof Failure)) return normaliseError(thrown, false, quoteValues);
  const { code, position, token } = thrown;
  const message = quoteValues ? messageOf(thrown) : safeMessage(code, token);
  return new ExpressionError({ code, message, position, token });
}
