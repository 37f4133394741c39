const first = 1_000;
const longest = 300_000;

/** No timer of Node's waits longer than 24 days. */
const most = 86_400_000;

/**
 * Milliseconds to wait after so many failures in a row: twice as long each time, up to five minutes, and less by
 * chance, so that several senders do not come back in step. What the other side asks for is kept to, and a
 * little more, for the same reason.
 *
 * @param random from 0 to 1
 */
export function backoff(failures: number, random: number, retryAfter = 0): number {
  const pause = Math.min(longest, first * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.min(most, Math.round(Math.max(retryAfter * (1 + random / 10), pause * (0.5 + random / 2))));
}
