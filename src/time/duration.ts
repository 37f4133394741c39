import { Temporal } from "temporal-polyfill";

/** An ISO 8601 duration; calendar units keep their meaning until applied to an instant. */
export type Duration = Temporal.Duration;

/**
 * Reads an ISO 8601 duration. Signs, which are an extension of the standard, are refused: nothing is
 * kept or unused for a negative time.
 *
 * @returns the duration, or undefined when the text is not one such as `P90D` or `PT2H`
 */
export function parseDuration(text: string): Duration | undefined {
  if (!text.startsWith("P")) return undefined;
  try {
    return Temporal.Duration.from(text);
  } catch {
    return undefined;
  }
}

/** The instant a duration before another, in UTC, calendar-aware: P1M before 31 March is 28 or 29 February. Throws RangeError beyond what a date can say. */
export function instantBefore(epoch: number, duration: Duration): number {
  return Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO("UTC").subtract(duration)
    .epochMilliseconds;
}

/** The instant a duration after another, in UTC, calendar-aware. Throws RangeError beyond what a date can say. */
export function instantAfter(epoch: number, duration: Duration): number {
  return Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO("UTC").add(duration)
    .epochMilliseconds;
}
