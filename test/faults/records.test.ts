import { describe } from "vitest";
import type { Fault } from "../../src/simulator/index.ts";
import { judge, onceAndAlways } from "./judge.ts";

const flows = "^/api/v2/flows$";
const results = "/audits/query/[^/]+/results$";
const data = "/execution-data/";
const audits = { source: "audit_events" } as const;
const logs = { source: "flow_execution_logs", parameters: { last: "PT2H" } } as const;
type SetField = Extract<Fault["action"], { kind: "set-field" }>;
const set = (pointer: string, value: SetField["value"]) => ({ kind: "set-field", pointer, value }) as const;
const drop = (pointer: string) => ({ kind: "drop-field", pointer }) as const;
const unreadable = (row: number, name: string, action: Fault["action"]) =>
  onceAndAlways(row, name, flows, action, "unreadable-record", "unreadable-record");
const event = (row: number, name: string, action: Fault["action"]) =>
  onceAndAlways(row, name, results, action, "unreadable-record", "unreadable-record", audits);

describe("fields", () => {
  judge([
    ...unreadable(41, "no id", drop("/entities/3/id")),
    ...unreadable(41, "an id that is null", set("/entities/3/id", null)),
    ...unreadable(41, "an id that is an object", set("/entities/3/id", {})),
    ...unreadable(41, "no name", drop("/entities/3/name")),
    ...unreadable(41, "a name that is a number", set("/entities/3/name", 7)),
    ...unreadable(41, "a record that is null", set("/entities/3", null)),
    ...unreadable(41, "a record that is a list", set("/entities/3", [])),
    ...unreadable(41, "a type that is nothing", drop("/entities/3/type")),
    ...event(41, "no time", drop("/entities/3/eventDate")),
    ...event(41, "no action", drop("/entities/3/action")),
  ]);
});

describe("keys that would switch something", () => {
  judge([
    ...unreadable(42, "__proto__ as a name's value", set("/entities/3/name", { ["__proto__x"]: 1 })),
    ...unreadable(
      42,
      "an id of 10,000 keys",
      set(
        "/entities/3/id",
        Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1])),
      ),
    ),
  ]);
});

describe("timestamps", () => {
  judge(
    [
      "2026-11-01T09:00:00",
      "2026-02-30T09:00:00Z",
      "2026-11-01 09:00",
      "2026-11-01T24:30:00Z",
      "10000-01-01T00:00:00Z",
      "yesterday",
      "",
      1793523600000,
      null,
      {},
    ].flatMap((value) =>
      event(43, `a time that is ${JSON.stringify(value)}`, set("/entities/3/eventDate", value)),
    ),
  );
});

describe("records behind a list", () => {
  const status = (code: number) => ({ kind: "status", status: code }) as const;
  judge([
    ...onceAndAlways(8, "403 for one", data, status(403), "forbidden", "forbidden", logs),
    {
      row: 12,
      name: "404 for one, gone since it was listed",
      faults: [{ path: data, nth: 2, action: status(404) }],
      ...logs,
      outcome: "whole",
      vanishing: true,
    },
    {
      row: 12,
      name: "410 for one, gone since it was listed",
      faults: [{ path: data, nth: 2, action: status(410) }],
      ...logs,
      outcome: "whole",
      vanishing: true,
    },
    ...onceAndAlways(23, "500 for one", data, status(500), "whole", "unreachable", logs),
    ...onceAndAlways(25, "reset for one", data, { kind: "reset", at: "body" }, "whole", "unreachable", logs),
    ...onceAndAlways(
      28,
      "null for one",
      data,
      { kind: "body", text: "null" },
      "malformed-page",
      "malformed-page",
      logs,
    ),
    ...onceAndAlways(
      35,
      "a download elsewhere",
      "/instances/jobs/",
      set("/entities/0/downloadUri", "{evil}/data"),
      "refused",
      "refused",
      logs,
    ),
  ]);
});
