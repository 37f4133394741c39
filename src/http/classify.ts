import type { Answer } from "./attempt.ts";
import type { HttpFailure } from "./exchange.ts";
import { errorCode, httpFailure } from "./failure.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** What to do about an answer that is no success. */
export interface Refusal {
  readonly action: "fail" | "retry" | "rate-limited" | "log-in";
  readonly failure: HttpFailure;
  /** Milliseconds that the server asks to wait. */
  readonly wait?: number;
}

const transient = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529]);
const timedOut = new Set([408, 504, 524]);

/** Digits in groups, as card, phone and social security numbers are written, and account numbers of banks. */
const numberOfSomebody = /^(?:[\d.:-]*|[A-Za-z]{2}\d{2}[A-Za-z0-9]{11,30})$/;

function codeFor(status: number): HttpFailure["reason"]["code"] {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  return transient.has(status) ? "unreachable" : "refused";
}

function describe(answer: Answer, what: string): string {
  const { status } = answer;
  if (status >= 300 && status < 400) return `${what} answered ${status}: redirects are not followed`;
  const code = errorCode(answer.body);
  return `${what} answered ${status}${code === undefined ? "" : ` (${code})`}`;
}

/** Correlation id of an answer, if it looks like one and not like a number of somebody. */
export function correlationOf(headers: Readonly<Record<string, string>>): string | undefined {
  const id = headers["inin-correlation-id"] ?? headers["x-correlation-id"] ?? headers["x-request-id"];
  return id !== undefined && /^[A-Za-z0-9._:-]{1,100}$/.test(id) && !numberOfSomebody.test(id)
    ? id
    : undefined;
}

/** @returns undefined for a 2xx answer */
export function classify(answer: Answer, what: string): Refusal | undefined {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return undefined;
  const correlationId = correlationOf(headers);
  const wait = transient.has(status) ? parseRetryAfter(headers["retry-after"], headers["date"]) : undefined;
  const failure = httpFailure(codeFor(status), describe(answer, what), {
    status,
    timedOut: timedOut.has(status),
    ...(body === undefined ? {} : { body }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(wait === undefined ? {} : { retryAfter: wait }),
  });
  if (status === 401) return { action: "log-in", failure };
  if (!transient.has(status)) return { action: "fail", failure };
  const action = status === 429 ? "rate-limited" : "retry";
  return wait === undefined ? { action, failure } : { action, failure, wait };
}
