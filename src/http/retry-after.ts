import { parseImfDate } from "./imf-date.ts";

/**
 * Reads `Retry-After` strictly: digits, or an HTTP date taken against the server's own `Date`, so that a
 * skewed clock on either side does not matter. `1.5`, `0x2`, `-5`, `2, 5` are nonsense.
 *
 * @returns milliseconds to wait, 0 for a date in the past, undefined when absent or nonsense
 */
export function parseRetryAfter(value: string | undefined, date: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value) * 1000;
  const until = parseImfDate(value);
  const now = date === undefined ? undefined : parseImfDate(date);
  return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}
