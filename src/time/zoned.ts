import { Temporal } from "temporal-polyfill";

/** What a clock on the wall of a time zone shows. */
export interface WallClock {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Minutes since midnight, with fractions for the seconds. */
  readonly minute: number;
  /** Local date and time with the offset, for people: `2026-03-29T01:30:00+01:00`. */
  readonly text: string;
}

/**
 * Reads the wall clock of an IANA time zone at an instant, daylight saving time included.
 *
 * @returns undefined when the zone is not known to this machine
 */
export function wallClock(zone: string): ((epoch: number) => WallClock) | undefined {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    return undefined;
  }
  return (epoch) => {
    const at = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone);
    const minute = at.hour * 60 + at.minute + at.second / 60 + at.millisecond / 60_000;
    const text = at.toString({ timeZoneName: "never", smallestUnit: "second" });
    return { weekday: at.dayOfWeek, minute, text };
  };
}
