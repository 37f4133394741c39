import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage } from "../../../src/checks/coverage.ts";
import { now, outcomesOf, statusesOf } from "../context.ts";

const options = { at: "t", every: "PT1H", from: "PT4H" };
const at = (...times: string[]) => times.map((time) => ({ t: `2026-11-20T${time}:00Z` }));

describe("coverage", () => {
  it.each([
    ["no gap", at("08:30", "09:30", "10:30", "11:30"), ["pass"]],
    ["exactly the longest gap", at("09:00", "10:00", "11:00"), ["pass"]],
    ["order does not matter", at("11:00", "09:00", "10:00"), ["pass"]],
    ["a gap in the middle", at("08:30", "09:30", "11:30"), ["fail"]],
    ["at the beginning and at the end", at("09:30", "10:30"), ["fail", "fail"]],
    ["records outside the period do not help", [...at("07:00"), ...at("13:00")], ["fail"]],
    ["no record at all", [], ["fail"]],
    ["a future record does not stand for the present", [{ t: "3026-01-01T00:00:00Z" }], ["fail"]],
    ["an unusable timestamp leaves gaps undecided", [...at("08:30"), { t: "noon" }], ["error", "error"]],
    ["an absent timestamp too", [...at("08:30"), {}], ["missing", "error"]],
    ["but what is covered is covered", [...at("08:30", "09:30", "10:30", "11:30"), {}], ["missing", "pass"]],
  ])("%s", (_, records, statuses) => {
    expect(statusesOf(coverage, options, records)).toEqual(statuses);
  });

  it("names a gap by where it begins, and concludes it from complete data only", () => {
    const outcomes = outcomesOf(coverage, options, at("09:30", "10:00", "10:30"));
    expect(outcomes.map(({ key }) => key)).toEqual(["start", "2026-11-20T10:30:00.000Z"]);
    expect(outcomes.every(({ assumesComplete }) => assumesComplete === true)).toBe(true);
    expect(outcomesOf(coverage, options, at("09:00", "10:00", "11:00"))[0]).not.toHaveProperty(
      "assumesComplete",
    );
  });

  it("lets a record cover a stretch of time", () => {
    const withEnd = { ...options, until: "u" };
    const record = { t: "2026-11-20T08:00:00Z", u: "2026-11-20T11:30:00Z" };
    expect(statusesOf(coverage, withEnd, [record])).toEqual(["pass"]);
    expect(statusesOf(coverage, withEnd, [record, { t: record.u, u: record.t }])).toEqual(["error", "pass"]);
  });

  it("begins with the first record when no period is given", () => {
    const open = { at: "t", every: "PT1H" };
    expect(statusesOf(coverage, open, at("10:30", "11:30"))).toEqual(["pass"]);
    expect(statusesOf(coverage, open, at("10:30"))).toEqual(["fail"]);
  });

  it("is an error, not a pass, when there is no period to look at", () => {
    expect(statusesOf(coverage, { ...options, to: "PT5H" }, at("10:30"))).toEqual(["error"]);
    expect(statusesOf(coverage, { at: "t", every: "PT1H" }, [])).toEqual(["error"]);
    expect(statusesOf(coverage, { at: "t", every: "PT1H" }, [{ t: "3026-01-01T00:00:00Z" }])).toEqual([
      "error",
    ]);
  });

  it("counts months as the calendar does", () => {
    const months = { at: "t", every: "P1M", from: "P2M" };
    expect(statusesOf(coverage, months, [{ t: "2026-10-20T12:00:00Z" }])).toEqual(["pass"]);
    expect(statusesOf(coverage, months, [{ t: "2026-10-20T11:59:59Z" }])).toEqual(["fail"]);
  });

  it("finds a gap exactly where no hour-long stretch is free", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 12 }), (minutes) => {
        const records = minutes.map((minute) => ({ t: new Date(now - minute * 60_000).toISOString() }));
        const marks = [0, ...minutes, 240].sort((a, b) => a - b);
        const gaps = marks.filter((mark, index) => mark - (marks[index - 1] ?? mark) > 60).length;
        const fails = statusesOf(coverage, options, records).filter((status) => status === "fail").length;
        expect(fails).toBe(gaps);
      }),
    );
  });
});
