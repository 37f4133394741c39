import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTimestamp, parseTimestamp } from "../../src/time/timestamp.ts";

const firstDay = Date.parse("0000-01-01T00:00:00.000Z");
const lastDay = Date.parse("9999-12-31T23:59:59.999Z");
const epochs = fc.integer({ min: firstDay, max: lastDay });

test.each([
  ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
  ["2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.500Z"],
  ["2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.123Z"],
  ["2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00.000Z"],
  ["2026-01-31T12:00:00-05:30", "2026-01-31T17:30:00.000Z"],
  ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ["0050-01-01T00:00:00Z", "0050-01-01T00:00:00.000Z"],
  ["0000-02-29T00:00:00Z", "0000-02-29T00:00:00.000Z"],
])("%s is %s", (text, same) => expect(formatTimestamp(parseTimestamp(text) ?? Number.NaN)).toBe(same));

test.each([
  "2026-02-30T00:00:00Z",
  "2025-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-01-00T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "2026-01-01T23:59:60Z",
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00+0000",
  "2026-01-01T00:00:00+24:00",
  "2026-01-01 00:00:00Z",
  "2026-01-01T00:00Z",
  "2026-01-01",
  "2026-1-1T00:00:00Z",
  "10000-01-01T00:00:00Z",
  "2026-01-01T00:00:00.Z",
  "2026-01-01T00:00:00.1234567890Z",
  " 2026-01-01T00:00:00Z",
  "2026-01-01T00:00:00Z\n",
  "١٢٣٤-01-01T00:00:00Z",
  "1768435200000",
  "",
])("%j is no timestamp", (text) => expect(parseTimestamp(text)).toBeUndefined());

describe("properties", () => {
  test("what is written is read", () =>
    fc.assert(fc.property(epochs, (epoch) => parseTimestamp(formatTimestamp(epoch)) === epoch)));

  test("a zone only says where the clock hangs", () =>
    fc.assert(
      fc.property(epochs, fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }), (epoch, minutes) => {
        const local = epoch + minutes * 60_000;
        fc.pre(local >= firstDay && local <= lastDay);
        const part = (n: number) => String(n).padStart(2, "0");
        const size = Math.abs(minutes);
        const zone = `${minutes < 0 ? "-" : "+"}${part(Math.trunc(size / 60))}:${part(size % 60)}`;
        expect(parseTimestamp(formatTimestamp(local).replace("Z", zone))).toBe(epoch);
      }),
    ));

  test("a date that does not exist is refused, one that does is not moved", () =>
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(13), fc.nat(32), (year, month, day) => {
        const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        const epoch = parseTimestamp(`${text}T00:00:00Z`);
        if (epoch !== undefined) expect(formatTimestamp(epoch).slice(0, 10)).toBe(text);
        const days = [
          31,
          year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
          31,
          30,
          31,
          30,
          31,
          31,
          30,
          31,
          30,
          31,
        ];
        expect(epoch !== undefined).toBe(day >= 1 && day <= (days[month - 1] ?? 0));
      }),
    ));

  test("any text gives an instant or nothing", () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const epoch = parseTimestamp(text);
        expect(epoch === undefined || Number.isSafeInteger(epoch)).toBe(true);
      }),
    ));
});
