import { Temporal } from "temporal-polyfill";

/** An ISO 8601 duration; calendar units keep their meaning until applied to an instant. */
export interface Duration {
  readonly sign: number;
  total(unit: "milliseconds"): number;
  /** The instant that lies this long after another, or before it; throws RangeError beyond what a date can say. */
  from(epoch: number, direction: 1 | -1): number;
}

/**
 * Reads an ISO 8601 duration. Signs, which are an extension of the standard, are refused: nothing is
 * kept or unused for a negative time.
 *
 * @returns the duration, or undefined when the text is not one such as `P90D` or `PT2H`
 */
export function parseDuration(text: string): Duration | undefined {
  if (!text.startsWith("P")) return undefined;
  try {
    return plainDuration(text) ?? temporalDuration(Temporal.Duration.from(text));
  } catch {
    return undefined;
  }
}

/** The instant a duration before another, in UTC, calendar-aware: P1M before 31 March is 28 or 29 February. Throws RangeError beyond what a date can say. */
export function instantBefore(epoch: number, duration: Duration): number {
  return duration.from(epoch, -1);
}

/** The instant a duration after another, in UTC, calendar-aware. Throws RangeError beyond what a date can say. */
export function instantAfter(epoch: number, duration: Duration): number {
  return duration.from(epoch, 1);
}

function temporalDuration(duration: Temporal.Duration): Duration {
  return {
    sign: duration.sign,
    total: (unit) => duration.total(unit),
    from: (epoch, direction) =>
      Temporal.Instant.fromEpochMilliseconds(epoch)
        .toZonedDateTimeISO("UTC")
        .add(direction === 1 ? duration : duration.negated()).epochMilliseconds,
  };
}

const plainForm =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/**
 * Whole units of everyday size: nearly every duration there is. A Date can do them, and setting Temporal up takes
 * a tenth of a small check. What a Date cannot say is left to Temporal.
 */
function plainDuration(text: string): Duration | undefined {
  const match = plainForm.exec(text);
  if (match === null) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const exact = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
  const temporal = (): Duration => temporalDuration(Temporal.Duration.from(text));
  return {
    sign: years + months + exact > 0 ? 1 : 0,
    total: (unit) => temporal().total(unit),
    from(epoch, direction) {
      const at = monthsLater(epoch, direction * (years * 12 + months)) + direction * exact;
      // Both ends have to be instants that a date can say; what is not is for Temporal to refuse.
      const plain = [epoch, at].every((instant) => Number.isInteger(instant) && Math.abs(instant) <= 8.64e15);
      return plain ? at : temporal().from(epoch, direction);
    },
  };
}

/** The same day and time so many months later, or the last day of that month where it is shorter. */
function monthsLater(epoch: number, months: number): number {
  if (months === 0) return epoch;
  const at = new Date(epoch);
  const day = at.getUTCDate();
  at.setUTCMonth(at.getUTCMonth() + months);
  // The day overflowed into the next month.
  if (at.getUTCDate() !== day) at.setUTCDate(0);
  // A Date cuts fractions; they are for Temporal to refuse.
  return Number.isInteger(epoch) ? at.getTime() : Number.NaN;
}
