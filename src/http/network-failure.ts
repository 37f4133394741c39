import type { HttpFailure } from "./exchange.ts";
import { httpFailure } from "./failure.ts";

/** How often a failed attempt is repeated: as the limits say, one more time, or not at all. */
type Repeat = "yes" | "once" | "no";

export interface FailedAttempt {
  readonly failure: HttpFailure;
  readonly repeat: Repeat;
}

const timeouts = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "ETIMEDOUT",
]);
const final = new Set(["UND_ERR_INVALID_ARG", "UND_ERR_HEADERS_OVERFLOW", "UND_ERR_RES_EXCEEDED_MAX_SIZE"]);
/** Code of the error of a resolver that found only addresses that must not be connected to. */
export const addressRefused = "ERR_ADDRESS_REFUSED";
const certificate = /CERT|SIGNATURE|ERR_TLS|ERR_SSL/;

function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = "code" in current ? current.code : undefined;
    if (current.name === "HTTPParserError" && code === undefined) return "HPE";
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{0,60}$/.test(code)) return code;
  }
  return "no code";
}

/**
 * Says what a thrown connection error means. Only its code is used: messages can quote the answer.
 *
 * @param what method and path, for the message
 * @param overdue true when the attempt's own deadline ended it
 */
export function networkFailure(error: unknown, what: string, overdue: boolean): FailedAttempt {
  const code = codeOf(error);
  if (overdue || timeouts.has(code)) {
    const why = overdue ? "the attempt's deadline passed" : `timed out (${code})`;
    return { failure: httpFailure("unreachable", `${what}: ${why}`, { timedOut: true }), repeat: "yes" };
  }
  if (code === addressRefused) {
    const message = `${what}: the name leads to an address that is not allowed`;
    return { failure: httpFailure("refused", message), repeat: "no" };
  }
  if (final.has(code)) {
    return { failure: httpFailure("refused", `${what}: not acceptable (${code})`), repeat: "no" };
  }
  if (certificate.test(code)) {
    const message = `${what}: the server's certificate is not trusted (${code})`;
    return { failure: httpFailure("unreachable", message), repeat: "no" };
  }
  if (code.startsWith("HPE") || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") {
    return { failure: httpFailure("malformed-page", `${what}: not valid HTTP (${code})`), repeat: "once" };
  }
  return { failure: httpFailure("unreachable", `${what}: connection failed (${code})`), repeat: "yes" };
}
