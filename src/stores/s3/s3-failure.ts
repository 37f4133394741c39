import { parseRetryAfter } from "../../http/retry-after.ts";
import type { DeliveryOutcome } from "../../model/sink.ts";

/** An answer to an object that was sent. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Code of the service, such as `NoSuchBucket`. */
  readonly code?: string;
}

/** What the service's codes mean for a store, and whether they stay whatever one waits. */
const codes: Readonly<Record<string, readonly [string, boolean]>> = {
  AccessDenied: ["does not permit it to these credentials", true],
  AuthorizationHeaderMalformed: ["is in another region", true],
  ExpiredToken: ["refuses the credentials: they have expired", true],
  InvalidAccessKeyId: ["refuses the credentials", true],
  InvalidToken: ["refuses the credentials", true],
  NoSuchBucket: ["does not exist", true],
  PermanentRedirect: ["is in another region", true],
  QuotaExceeded: ["has no room left", false],
  RequestTimeout: ["did not get the object in time", false],
  RequestTimeTooSkewed: ["refuses the request: this machine's clock is wrong", true],
  SignatureDoesNotMatch: ["refuses the credentials", true],
  SlowDown: ["asks for fewer requests", false],
  XMinioStorageFull: ["has no room left", false],
};

/** Statuses after which waiting helps; all from 500 on besides, but for what is not implemented. */
const passing = new Set([307, 408, 409, 425, 429]);

function meaningOf({ status, code }: Answer): readonly [string, boolean] {
  const known = code === undefined ? undefined : codes[code];
  if (known !== undefined) return known;
  if (status === 507) return ["has no room left", false];
  if (status === 501) return ["cannot do it; overwrite: true asks for less", true];
  if (status === 301 || status === 308) return ["is in another region", true];
  if (status === 401 || status === 403) return ["refuses the credentials", true];
  if (status === 404) return ["does not exist", true];
  if (passing.has(status) || status >= 500) return ["cannot take it now", false];
  return ["refuses the object", true];
}

/** Says what an answer means that is no success. Nothing of its text is told but a code. */
export function s3Failure(answer: Answer, what: string): DeliveryOutcome {
  const [meaning, lasting] = meaningOf(answer);
  const { status, headers, code } = answer;
  const retryAfter = lasting ? undefined : parseRetryAfter(headers["retry-after"], headers["date"]);
  return {
    ok: false,
    problem: `${what} ${meaning} (${status}${code === undefined ? "" : ` ${code}`})`,
    lasting,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
