/** A window longer than this is not a number of seconds until a reset. */
const longestReset = 120;

function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** What is left of the rate limit's window, as one of the two header families tells it. */
function left(headers: Readonly<Record<string, string>>): { remaining: number; reserve: number } | undefined {
  const used = count(headers["inin-ratelimit-count"]);
  const allowed = count(headers["inin-ratelimit-allowed"]);
  if (used !== undefined && allowed !== undefined && allowed > 0) {
    return { remaining: Math.max(0, allowed - used), reserve: Math.max(1, Math.floor(allowed / 20)) };
  }
  const remaining = count(headers["x-ratelimit-remaining"]);
  return remaining === undefined ? undefined : { remaining, reserve: 5 };
}

/**
 * Pause that keeps the next requests within the rate limit, from the headers of an answer: none while
 * enough is left, then the rest of the window spread over what remains. Advisory: absent or nonsensical
 * headers (an epoch instead of seconds) mean no pause.
 *
 * @returns milliseconds
 */
export function pace(headers: Readonly<Record<string, string>>): number {
  const window = left(headers);
  const reset = count(headers["inin-ratelimit-reset"] ?? headers["x-ratelimit-reset"]);
  if (window === undefined || reset === undefined || reset > longestReset) return 0;
  if (window.remaining > window.reserve) return 0;
  return Math.ceil((reset * 1000) / (window.remaining + 1));
}
