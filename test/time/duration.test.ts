import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { instantAfter, instantBefore, parseDuration } from "../../src/time/duration.ts";
import { formatTimestamp, parseTimestamp } from "../../src/time/timestamp.ts";

function before(from: string, duration: string): string {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Error("no duration");
  return formatTimestamp(instantBefore(parseTimestamp(from) ?? Number.NaN, parsed));
}

test.each([
  ["2026-03-31T00:00:00Z", "P1M", "2026-02-28T00:00:00.000Z"],
  ["2024-03-31T00:00:00Z", "P1M", "2024-02-29T00:00:00.000Z"],
  ["2024-02-29T12:00:00Z", "P1Y", "2023-02-28T12:00:00.000Z"],
  ["2026-03-29T12:00:00Z", "P1D", "2026-03-28T12:00:00.000Z"],
  ["2026-01-01T00:00:00Z", "P1Y2M3W4DT5H6M7S", "2024-10-06T18:53:53.000Z"],
  ["2026-01-01T00:00:00Z", "PT0.5S", "2025-12-31T23:59:59.500Z"],
])("%s less %s is %s", (from, duration, expected) => expect(before(from, duration)).toBe(expected));

test.each([
  "",
  "P",
  "PT",
  "P1",
  "90D",
  "P1.5D",
  "1 day",
  "-P1D",
  "+P1D",
  "P-1D",
  "P1DT",
  " P1D",
  "P1D ",
  "p1d",
  "P1H",
])("%j is no duration", (text) => expect(parseDuration(text)).toBeUndefined());

const epochs = fc.integer({
  min: Date.parse("1800-01-01T00:00:00Z"),
  max: Date.parse("2200-01-01T00:00:00Z"),
});

test("exact units go there and back", () =>
  fc.assert(
    fc.property(epochs, fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), (epoch, days, hours, seconds) => {
      const duration = parseDuration(`P${days}DT${hours}H${seconds}S`);
      if (duration === undefined) throw new Error("no duration");
      expect(instantAfter(instantBefore(epoch, duration), duration)).toBe(epoch);
      expect(epoch - instantBefore(epoch, duration)).toBe(
        days * 86_400_000 + hours * 3_600_000 + seconds * 1_000,
      );
    }),
  ));

test("a longer duration ends no later", () =>
  fc.assert(
    fc.property(epochs, fc.nat(500), fc.nat(500), (epoch, one, other) => {
      const [short, long] = [Math.min(one, other), Math.max(one, other)].map((months) =>
        parseDuration(`P${months}M`),
      );
      if (short === undefined || long === undefined) throw new Error("no duration");
      expect(instantBefore(epoch, long)).toBeLessThanOrEqual(instantBefore(epoch, short));
    }),
  ));

test("beyond what a date can say is a RangeError", () => {
  const duration = parseDuration("P999999Y");
  if (duration === undefined) throw new Error("no duration");
  expect(() => instantBefore(0, duration)).toThrow(RangeError);
});

const units = fc.record({
  years: fc.nat(9_999),
  months: fc.nat(9_999),
  weeks: fc.nat(999_999),
  days: fc.nat(999_999),
  hours: fc.nat(999_999),
  minutes: fc.nat(999_999),
  seconds: fc.nat(999_999),
});
const anyEpoch = fc.oneof(
  epochs,
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.constantFrom(8.64e15, -8.64e15, 8.64e15 + 1, 0.5, Number.NaN),
);
const smallUnits = fc.record({ years: fc.nat(50), months: fc.nat(40), days: fc.nat(70), hours: fc.nat(30) });

test("every instant is the one that Temporal says", () =>
  fc.assert(
    fc.property(anyEpoch, fc.oneof(units, smallUnits), fc.boolean(), (epoch, record, back) => {
      const theirs = Temporal.Duration.from(record);
      const ours = parseDuration(theirs.toString());
      if (ours === undefined) throw new Error("no duration");
      const outcome = (work: () => number): number | string => {
        try {
          return work();
        } catch (error) {
          return error instanceof Error ? error.name : "no error";
        }
      };
      const instant = () => Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO("UTC");
      const expected = outcome(() => instant()[back ? "subtract" : "add"](theirs).epochMilliseconds);
      expect(outcome(() => (back ? instantBefore : instantAfter)(epoch, ours))).toBe(expected);
      expect(ours.sign).toBe(theirs.sign);
      const total = () => theirs.total("milliseconds");
      expect(outcome(() => ours.total("milliseconds"))).toBe(outcome(total));
    }),
    { numRuns: 3_000 },
  ));

test.each(["P0D", "PT0S", "P1W2D", "P1,5D", "PT1.5H", "PT1,25S", "P12345Y", "P1Y6M", "PT1H30M", "P00001D"])(
  "%s is read as Temporal reads it",
  (text) => {
    const ours = parseDuration(text);
    const theirs = ((): Temporal.Duration | undefined => {
      try {
        return Temporal.Duration.from(text);
      } catch {
        return undefined;
      }
    })();
    expect(ours?.sign).toBe(theirs?.sign);
    if (ours === undefined || theirs === undefined || text === "P12345Y") return;
    const zero = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO("UTC");
    expect(instantAfter(0, ours)).toBe(zero.add(theirs).epochMilliseconds);
  },
);
