/** A window longer than this is not a number of seconds until a reset. */
const longestReset = 120;

/** What an answer's headers say about the rate limit of its token. */
export interface RateWindow {
  /** Requests left when the answer was written. */
  readonly remaining: number;
  /** Requests never used up, so that another process of the same client does not run into the limit. */
  readonly reserve: number;
  /** Milliseconds until the window ends, as whole seconds tell it. */
  readonly reset: number;
}

function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/**
 * Reads the headers of the platform or those that the guides name. Advisory: absent or nonsensical ones (an
 * epoch instead of seconds) say nothing.
 */
export function readRateWindow(headers: Readonly<Record<string, string>>): RateWindow | undefined {
  const seconds = count(headers["inin-ratelimit-reset"] ?? headers["x-ratelimit-reset"]);
  if (seconds === undefined || seconds > longestReset) return undefined;
  const reset = seconds * 1000;
  const used = count(headers["inin-ratelimit-count"]);
  const allowed = count(headers["inin-ratelimit-allowed"]);
  if (used !== undefined && allowed !== undefined && allowed > 0)
    return { remaining: Math.max(0, allowed - used), reserve: Math.floor(allowed / 100), reset };
  const remaining = count(headers["x-ratelimit-remaining"]);
  return remaining === undefined ? undefined : { remaining, reserve: 0, reset };
}
