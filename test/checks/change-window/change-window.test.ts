import { describe, expect, it } from "vitest";
import { changeWindow } from "../../../src/checks/change-window.ts";
import type { Json } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

function statusAt(at: string, windows: Json): string | undefined {
  return statusesOf(changeWindow, { at: "at", windows }, [{ at }])[0];
}

describe("change-window: windows", () => {
  // 2026-11-20 is a Friday; Berlin is one hour ahead of UTC in winter.
  const night = [{ days: ["fri"], from: "22:00", to: "04:00", zone: "Europe/Berlin" }];
  it.each([
    ["2026-11-20T20:59:59Z", "fail"],
    ["2026-11-20T21:00:00Z", "pass"],
    ["2026-11-21T02:59:59Z", "pass"],
    ["2026-11-21T03:00:00Z", "fail"],
    ["2026-11-20T01:00:00Z", "fail"],
    ["2026-11-21T22:00:00Z", "fail"],
  ])("Friday night in Berlin: %s is %s", (at, status) => {
    expect(statusAt(at, night)).toBe(status);
  });

  it.each([
    ["2026-07-17T20:00:00Z", "pass"],
    ["2026-07-17T19:59:59Z", "fail"],
  ])("summer time moves it: %s is %s", (at, status) => {
    expect(statusAt(at, night)).toBe(status);
  });

  it.each([
    [
      "sunday night runs into monday",
      [{ days: ["sun"], from: "23:00", to: "01:00" }],
      "2026-11-23T00:30:00Z",
      "pass",
    ],
    ["whole days by default", [{ days: ["sat", "sun"] }], "2026-11-21T00:00:00Z", "pass"],
    ["whole days end at midnight", [{ days: ["sat", "sun"] }], "2026-11-23T00:00:00Z", "fail"],
    ["every day by default", [{ from: "09:00", to: "17:00" }], "2026-11-20T17:00:00Z", "fail"],
    [
      "the same time twice is a whole day",
      [{ days: ["fri"], from: "12:00", to: "12:00" }],
      "2026-11-21T11:59:00Z",
      "pass",
    ],
    [
      "one of several windows is enough",
      [{ days: ["mon"] }, { days: ["fri"] }],
      "2026-11-20T12:00:00Z",
      "pass",
    ],
    ["seconds count", [{ from: "09:00", to: "10:00" }], "2026-11-20T09:59:59.999Z", "pass"],
    ["an unknown zone is an error", [{ zone: "Europe/Pariss" }], "2026-11-20T12:00:00Z", "error"],
  ])("%s", (_, windows, at, status) => {
    expect(statusAt(at, windows)).toBe(status);
  });

  it("shows the local time beside the window", () => {
    expect(
      outcomesOf(changeWindow, { at: "at", windows: night }, [{ at: "2026-11-20T12:00:00Z" }]),
    ).toMatchObject([
      { evidence: [{ expected: "fri 22:00–04:00 Europe/Berlin", found: "2026-11-20T13:00:00+01:00" }] },
    ]);
  });
});

describe("change-window: freeze and exceptions", () => {
  const options = {
    at: "at",
    freeze: [{ from: "2026-12-18T00:00:00Z", to: "2027-01-04T00:00:00Z" }],
    except: "by = 'pipeline'",
  };
  it.each([
    [{ at: "2026-12-17T23:59:59Z", by: "ann" }, "pass"],
    [{ at: "2026-12-18T00:00:00Z", by: "ann" }, "fail"],
    [{ at: "2027-01-04T00:00:00Z", by: "ann" }, "pass"],
    [{ at: "2026-12-24T00:00:00Z", by: "pipeline" }, "not-applicable"],
    [{ at: "2026-12-24T00:00:00Z" }, "fail"],
    [{ by: "ann" }, "missing"],
    [{ at: "24.12.2026", by: "ann" }, "error"],
  ])("%j is %s", (record, status) => {
    expect(statusesOf(changeWindow, options, [record])).toEqual([status]);
  });

  it("is an error when a freeze ends before it begins, because it would never apply", () => {
    const freeze = [{ from: "2027-01-04T00:00:00Z", to: "2026-12-18T00:00:00Z" }];
    expect(statusesOf(changeWindow, { at: "at", freeze }, [{ at: "2026-12-24T00:00:00Z" }])).toEqual([
      "error",
    ]);
  });

  it("wants true or false from the exception", () => {
    expect(statusesOf(changeWindow, { ...options, except: "by" }, [{ by: "ann" }, {}])).toEqual([
      "error",
      "missing",
    ]);
  });
});
