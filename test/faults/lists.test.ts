import { describe } from "vitest";
import type { Fault } from "../../src/simulator/index.ts";
import { judge, onceAndAlways } from "./judge.ts";

const flows = "^/api/v2/flows$";
const results = "/audits/query/[^/]+/results$";
const triggers = "/processautomation/triggers$";
const audits = { source: "audit_events" } as const;
const after = { source: "triggers" } as const;
const set = (pointer: string, value: Extract<Fault["action"], { kind: "set-field" }>["value"]) =>
  ({ kind: "set-field", pointer, value }) as const;
const drop = (pointer: string) => ({ kind: "drop-field", pointer }) as const;
const copy = (from: string, to: string) => ({ kind: "copy-field", from, to }) as const;

describe("partial content", () => {
  const partial = (nth: number | undefined): Fault => ({
    path: flows,
    ...(nth === undefined ? {} : { nth }),
    action: { kind: "body", text: JSON.stringify({ entities: [], pageCount: 1, total: 0 }), status: 206 },
  });
  judge([
    { row: 7, name: "206, once", faults: [partial(1)], outcome: "partial-content" },
    { row: 7, name: "206, always", faults: [partial(undefined)], outcome: "partial-content" },
  ]);
});

describe("pages that lead on", () => {
  judge([
    ...onceAndAlways(
      33,
      "an empty page with a next one",
      results,
      set("/entities", []),
      "whole",
      "lost-page",
      audits,
    ),
    ...onceAndAlways(
      34,
      "a cursor that repeats",
      results,
      set("/cursor", "same"),
      "whole",
      "refused",
      audits,
    ),
    ...onceAndAlways(
      34,
      "a link that repeats",
      triggers,
      copy("/nextUri", "/nextUri"),
      "whole",
      "whole",
      after,
    ),
    ...onceAndAlways(
      34,
      "a link to itself",
      triggers,
      set("/nextUri", "/api/v2/processautomation/triggers?pageSize=2"),
      "lost-page",
      "lost-page",
      after,
    ),
    ...onceAndAlways(
      34,
      "a cursor that is a list",
      results,
      set("/cursor", ["a"]),
      "malformed-page",
      "malformed-page",
      audits,
    ),
    ...onceAndAlways(
      34,
      "no next link where the page is full",
      triggers,
      drop("/nextUri"),
      "whole",
      "lost-page",
      after,
    ),
    ...onceAndAlways(
      34,
      "no cursor where the page is full",
      results,
      drop("/cursor"),
      "whole",
      "lost-page",
      audits,
    ),
  ]);
  judge(
    [
      "{evil}/api/v2/processautomation/triggers",
      "//evil.example/a",
      "\\\\\\\\evil.example\\\\a",
      "http://user:pw@127.0.0.1/a",
      "http://127.0.0.1:1/a",
      "ftp://127.0.0.1/a",
      "javascript:alert(1)",
      `/api/v2/${"x".repeat(1_000_000)}`,
    ].flatMap((link) =>
      onceAndAlways(
        35,
        `next is ${link.slice(0, 40)}`,
        triggers,
        set("/nextUri", link),
        link.length > 1e5 ? "malformed-page" : "refused",
        link.length > 1e5 ? "malformed-page" : "refused",
        after,
      ),
    ),
  );
});

describe("totals and page counts", () => {
  const same = (
    row: number,
    name: string,
    action: Fault["action"],
    once: "whole" | "drift" | "malformed-page",
    always: "drift" | "malformed-page" | "whole",
  ) => onceAndAlways(row, name, flows, action, once, always);
  judge([
    ...same(36, "a total too low", set("/total", 39), "whole", "drift"),
    ...same(36, "a total too high", set("/total", 41), "whole", "drift"),
    ...same(36, "a negative total", set("/total", -1), "malformed-page", "malformed-page"),
    ...same(36, "a total that is text", set("/total", "40"), "malformed-page", "malformed-page"),
    ...same(36, "no total", drop("/total"), "malformed-page", "malformed-page"),
    ...same(36, "a page count too low", set("/pageCount", 1), "whole", "drift"),
    ...same(36, "a page count too high", set("/pageCount", 9), "whole", "whole"),
    ...same(36, "no page count", drop("/pageCount"), "malformed-page", "malformed-page"),
    ...same(36, "records where they should not be", drop("/entities"), "malformed-page", "malformed-page"),
    ...same(36, "records that are an object", set("/entities", {}), "malformed-page", "malformed-page"),
    ...same(36, "records that are null", set("/entities", null), "malformed-page", "malformed-page"),
    ...same(37, "a page without one record", drop("/entities/3"), "whole", "drift"),
    ...same(37, "a page with a record of another page", copy("/entities/0", "/entities/3"), "whole", "drift"),
    ...same(38, "a record twice", copy("/entities/0", "/entities/-"), "whole", "whole"),
    ...onceAndAlways(
      38,
      "an event twice",
      results,
      copy("/entities/0", "/entities/-"),
      "whole",
      "whole",
      audits,
    ),
    ...onceAndAlways(
      38,
      "two events of one id that differ",
      results,
      copy("/entities/0/id", "/entities/1/id"),
      "drift",
      "drift",
      audits,
    ),
  ]);
});

describe("jobs", () => {
  const poll = "/audits/query/[^/]+$";
  judge([
    ...onceAndAlways(
      9,
      "a job that the API no longer knows",
      poll,
      { kind: "status", status: 404 },
      "whole",
      "refused",
      audits,
    ),
    ...onceAndAlways(14, "a job that fails", poll, set("/state", "Failed"), "refused", "refused", audits),
    ...onceAndAlways(
      14,
      "a job that was cancelled",
      poll,
      set("/state", "Cancelled"),
      "refused",
      "refused",
      audits,
    ),
    ...onceAndAlways(
      14,
      "a job in a state nobody knows",
      poll,
      set("/state", "Resting"),
      "refused",
      "refused",
      audits,
    ),
    ...onceAndAlways(14, "a job without a state", poll, drop("/state"), "refused", "refused", audits),
    {
      row: 26,
      name: "a job that never ends",
      faults: [{ path: poll, action: set("/state", "Running") }],
      outcome: "budget",
      ...audits,
    },
  ]);
});
