import { describe, expect, it } from "vitest";
import { retention } from "../../../src/checks/retention.ts";
import { outcomesOf, statusesOf } from "../context.ts";

describe("retention: max", () => {
  it.each([
    ["2026-11-20T11:59:59Z", "pass"],
    ["2025-11-20T12:00:00Z", "pass"],
    ["2025-11-20T11:59:59.999Z", "fail"],
    ["2025-11-20T13:30:00+02:00", "fail"],
    ["2026-11-20T12:05:00Z", "pass"],
    ["2026-11-20T12:05:00.001Z", "error"],
    ["2026-02-30T00:00:00Z", "error"],
    ["2026-11-20T12:00:00", "error"],
    ["yesterday", "error"],
    [1_763_640_000_000, "error"],
    [null, "missing"],
  ])("%s is %s", (timestamp, status) => {
    expect(statusesOf(retention, { at: "timestamp", max: "P1Y" }, [{ timestamp }])).toEqual([status]);
  });

  it("leaves an absent timestamp to the rule and says which", () => {
    expect(outcomesOf(retention, { at: "timestamp", max: "P1Y" }, [{}])).toMatchObject([
      { status: "missing", field: "timestamp" },
    ]);
  });

  it("takes a skew of its own", () => {
    expect(
      statusesOf(retention, { at: "t", max: "P1Y", skew: "PT0S" }, [{ t: "2026-11-20T12:00:01Z" }]),
    ).toEqual(["error"]);
  });
});

describe("retention: min", () => {
  const options = { at: "t", min: "P30D" };

  it("wants the oldest record to be old enough, wherever it stands", () => {
    const records = [
      { t: "2026-11-19T00:00:00Z" },
      { t: "2026-10-01T00:00:00Z" },
      { t: "2026-11-01T00:00:00Z" },
    ];
    expect(outcomesOf(retention, options, records)).toMatchObject([
      { status: "pass", resource: { type: "dataset", id: "things" } },
    ]);
  });

  it("concludes from complete data only that it is not", () => {
    expect(outcomesOf(retention, options, [{ t: "2026-11-19T00:00:00Z" }])).toMatchObject([
      { status: "fail", assumesComplete: true },
    ]);
  });

  it("is an error when no record has a usable timestamp", () => {
    expect(statusesOf(retention, options, [{ t: "soon" }])).toEqual(["error", "error"]);
  });
});
