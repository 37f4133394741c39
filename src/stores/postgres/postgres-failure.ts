import type { Failure } from "../undelivered.ts";

/** What PostgreSQL's codes (SQLSTATE) mean for a store, and whether they stay whatever one waits. */
const meanings: Readonly<Record<string, readonly [string, boolean]>> = {
  "25006": ["takes no changes: it is read-only, or a standby", false],
  "28000": ["refuses this user", true],
  "28P01": ["refuses the password", true],
  "3D000": ["does not exist", true],
  "40001": ["was busy with other changes of the same records", false],
  "40P01": ["was busy with other changes of the same records", false],
  "42501": ["does not permit it to this user", true],
  "53100": ["has no room left on its disk", false],
  "53200": ["has not enough memory free", false],
  "53300": ["has no connection free", false],
  "55P03": ["has the tables locked", false],
  "57014": ["did not finish the statement within the timeout", false],
  "57P01": ["is shutting down", false],
  "57P02": ["is shutting down", false],
  "57P03": ["is not ready for connections", false],
};

/** What connections fail with: codes of the system and of TLS. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refuses connections",
  ECONNRESET: "broke the connection",
  EPIPE: "broke the connection",
  ENOTFOUND: "has a name that leads to no address",
  EAI_AGAIN: "has a name that leads to no address",
  ETIMEDOUT: "does not answer",
  EHOSTUNREACH: "cannot be reached",
  ENETUNREACH: "cannot be reached",
};

const certificate = /CERT|SIGNATURE|ERR_TLS|ERR_SSL|ISSUER/;

/** Texts of errors that pg makes itself, without a code. */
const texts: readonly (readonly [RegExp, string, boolean])[] = [
  [/does not support SSL/, "offers no TLS; `tls: off` sends everything in plain text", true],
  [/password must be a/, "asks for a password, and none is set", true],
  [/^SASL|scram/i, "failed to prove that it knows the password", true],
  [/timeout/i, "does not answer in time", false],
  [/terminated|not queryable|closed/i, "broke the connection", false],
];

/** An error of pg without a code; what is thrown for a bug has a name of its own. */
function isPlain(error: unknown): error is Error {
  return error instanceof Error && (error.name === "Error" || error.name === "error");
}

/** Code of an error of PostgreSQL or of a connection to it. */
export function codeOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string") return current.code;
    if (current instanceof AggregateError) return codeOf(current.errors[0]);
  }
  return undefined;
}

/** True for an error that the server answered with, on a connection that may still be good. */
export function isAnswer(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) && !/^(?:08|57P)/.test(code);
}

/** True when the server refuses a value: numbers out of range, a constraint of the operator, a limit of size. */
export function isRefusedValue(error: unknown): boolean {
  return isAnswer(error) && /^(?:22|23|54)/.test(codeOf(error) ?? "");
}

/**
 * Says what a thrown error means. The server's text is left out: it quotes values.
 *
 * @throws the error itself when it comes neither from the server nor from the connection: a bug
 */
export function postgresFailure(error: unknown, what: string): Failure {
  const code = codeOf(error);
  const told = (meaning: string, lasting: boolean): Failure => ({
    problem: `${what} ${meaning}${code === undefined ? "" : ` (${code})`}`,
    lasting,
  });
  if (code !== undefined) {
    const meaning = meanings[code];
    if (meaning !== undefined) return told(...meaning);
    const network = unreachable[code];
    if (network !== undefined) return told(network, false);
    if (certificate.test(code)) return told("has a certificate that is not trusted", true);
    if (isAnswer(error)) return told("refuses", true);
    if (/^(?:08|57)/.test(code) || !code.startsWith("ERR_")) return told("cannot be reached", false);
  }
  if (!isPlain(error)) throw error;
  const known = texts.find(([pattern]) => pattern.test(error.message));
  return known === undefined ? told("answers as no PostgreSQL server does", true) : told(known[1], known[2]);
}
