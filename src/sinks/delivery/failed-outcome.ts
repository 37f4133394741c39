import type { HttpFailure } from "../../http/exchange.ts";
import type { DeliveryOutcome } from "../../model/sink.ts";

/** Client errors that pass by themselves. */
const passing = new Set([408, 409, 421, 425, 429]);

function isLasting({ status, reason }: HttpFailure): boolean {
  if (status !== undefined && status >= 300 && status < 500) return !passing.has(status);
  return reason.code === "refused" || reason.code === "unauthenticated";
}

/** What a request without an answer, or with a refusal, means for the batch: nothing of it is known to be there. */
export function failedOutcome(failure: HttpFailure): DeliveryOutcome {
  const { retryAfter, reason } = failure;
  return {
    ok: false,
    problem: reason.message,
    lasting: isLasting(failure),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
