import { UsageError } from "../model/usage-error.ts";
import { parseTimestamp } from "../time/timestamp.ts";

/**
 * The instant a command takes for the present: what `--now` says, else the system's clock, read once.
 *
 * @returns epoch milliseconds
 * @throws UsageError when the text is not an RFC 3339 timestamp with a zone
 */
export function pinClock(now: string | undefined): number {
  if (now === undefined) return Date.now();
  const epoch = parseTimestamp(now);
  if (epoch !== undefined) return epoch;
  throw new UsageError([
    {
      code: "invalid-timestamp",
      severity: "error",
      summary: "--now is not a timestamp.",
      expected: "an RFC 3339 timestamp with a zone, such as 2026-01-31T09:00:00Z",
      found: now,
    },
  ]);
}
