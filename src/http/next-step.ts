import type { Answer } from "./attempt.ts";
import { backoff } from "./backoff.ts";
import { classify } from "./classify.ts";
import type { HttpFailure } from "./exchange.ts";
import type { HttpLimits } from "./limits.ts";
import type { FailedAttempt } from "./network-failure.ts";

/** What the attempts of one request have used up so far; updated by `nextStep`. */
export interface Progress {
  /** Attempts made, the one being judged included. */
  attempts: number;
  rateLimited: number;
  malformed: number;
  loggedIn: boolean;
  /** Milliseconds spent waiting. */
  waited: number;
}

export type NextStep =
  | { readonly step: "done"; readonly answer: Answer }
  | { readonly step: "fail"; readonly failure: HttpFailure }
  /** A new login may help; `failure` holds if none can be had. */
  | { readonly step: "log-in"; readonly failure: HttpFailure }
  /** `shared`: every request of the token waits, not only this one. */
  | { readonly step: "wait"; readonly milliseconds: number; readonly shared: boolean; readonly why: string };

export function newProgress(): Progress {
  return { attempts: 0, rateLimited: 0, malformed: 0, loggedIn: false, waited: 0 };
}

/** Never earlier than the server asks; beyond the budget the request fails and names the wait. */
function waitOrFail(
  failure: HttpFailure,
  progress: Progress,
  limits: HttpLimits,
  random: number,
  asked?: number,
): NextStep {
  const milliseconds = Math.max(asked ?? 0, backoff(progress.attempts, random, limits));
  if (progress.waited + milliseconds > limits.retryBudget) {
    const wish = asked === undefined ? "" : `; the server asks to wait ${Math.ceil(asked / 1000)} s`;
    const message = `${failure.reason.message}${wish}: more than the retry budget of ${limits.retryBudget / 1000} s`;
    return { step: "fail", failure: { ...failure, reason: { ...failure.reason, code: "budget", message } } };
  }
  progress.waited += milliseconds;
  const limited = failure.status === 429;
  const why = limited ? "rate limit" : asked === undefined ? "retry" : "server busy";
  return { step: "wait", milliseconds, shared: limited || asked !== undefined, why };
}

/** Decides after an attempt whether the request is done, failed, or repeated and when. */
export function nextStep(
  outcome: Answer | FailedAttempt,
  what: string,
  progress: Progress,
  limits: HttpLimits,
  random: number,
): NextStep {
  const mayRepeat = progress.attempts - progress.rateLimited < limits.maxAttempts;
  if ("failure" in outcome) {
    const { failure, repeat } = outcome;
    if (repeat === "once") progress.malformed++;
    const again = repeat === "yes" || (repeat === "once" && progress.malformed === 1);
    return again && mayRepeat ? waitOrFail(failure, progress, limits, random) : { step: "fail", failure };
  }
  const refusal = classify(outcome, what);
  if (refusal === undefined) return { step: "done", answer: outcome };
  const { action, failure, wait } = refusal;
  if (action === "log-in" && !progress.loggedIn) {
    progress.loggedIn = true;
    return { step: "log-in", failure };
  }
  if (action === "rate-limited") {
    progress.rateLimited++;
    if (progress.rateLimited < limits.maxRateLimited)
      return waitOrFail(failure, progress, limits, random, wait);
  }
  if (action === "retry" && mayRepeat) return waitOrFail(failure, progress, limits, random, wait);
  return { step: "fail", failure };
}
