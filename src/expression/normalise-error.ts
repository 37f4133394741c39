import { ExpressionError, ownError } from "./expression-error.ts";
import { safeMessage } from "./safe-message.ts";

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Errors of the JavaScript engine itself: it says which only in words. */
function engineError(
  error: Error,
  parsing: boolean,
  position: number | undefined,
  token: string | undefined,
) {
  const at = { ...(position !== undefined && { position }), ...(token !== undefined && { token }) };
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return ownError(parsing ? "B0002" : "B1001", at);
  }
  if (error instanceof RangeError && /string length|array length/i.test(error.message))
    return ownError("B1002", at);
  if (error instanceof SyntaxError) return ownError("B0003", at);
  return ownError("B1006", { ...at, cause: error });
}

/**
 * Makes an `ExpressionError` of what JSONata throws: plain objects, and errors of the engine.
 *
 * @param quoteValues whether the message may quote the value at fault, as JSONata's own messages do
 */
export function normaliseError(thrown: unknown, parsing: boolean, quoteValues: boolean): ExpressionError {
  if (thrown instanceof ExpressionError) return thrown;
  if (!isRecord(thrown)) return ownError("B1006");
  const position = typeof thrown["position"] === "number" ? thrown["position"] : undefined;
  const token = typeof thrown["token"] === "string" ? thrown["token"] : undefined;
  if (thrown instanceof Error) return engineError(thrown, parsing, position, token);
  const { code, message } = thrown;
  if (typeof code !== "string") return ownError("B1006", { cause: thrown });
  const quoted = typeof message === "string" && (quoteValues || code.startsWith("S"));
  return new ExpressionError({ code, message: quoted ? message : safeMessage(code, token), position, token });
}
