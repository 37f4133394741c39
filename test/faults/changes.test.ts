import { describe } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Fault } from "../../src/simulator/index.ts";
import { judge } from "./judge.ts";

const results = "/audits/query/[^/]+/results$";
const idOf = ({ id = null }: JsonObject): JsonObject => ({ id });
const events = { source: "audit_events", compared: idOf, outcome: "whole" } as const;

describe("times of events", () => {
  const at = (index: number) => `/entities/${index}/eventDate`;
  const later = { kind: "set-field", pointer: at(1), value: "2026-11-20T12:09:59.000Z" } as const;
  judge([
    {
      row: 40,
      name: "events that are out of order are all there",
      faults: [{ path: results, action: { kind: "copy-field", from: at(9), to: at(0) } }],
      ...events,
    },
    {
      row: 40,
      name: "events of one instant are all there",
      faults: [2, 3, 4].map((index) => ({
        path: results,
        action: { kind: "copy-field", from: at(1), to: at(index) } as const,
      })),
      ...events,
    },
    {
      row: 40,
      name: "an event later than what was asked for is there",
      faults: [{ path: results, action: later }],
      ...events,
    },
  ]);
});

describe("a list that changes while what belongs to its records is read", () => {
  const published = (nth: number, version: string): Fault => ({
    path: "^/api/v2/flows$",
    nth,
    action: { kind: "set-field", pointer: "/entities/0/publishedVersion/id", value: version },
  });
  const versions = { source: "flow_versions", compared: idOf } as const;
  judge([
    {
      row: 55,
      name: "a flow published meanwhile, once",
      faults: [published(1, "0.9")],
      outcome: "whole",
      ...versions,
    },
    {
      row: 55,
      name: "a flow published again and again",
      faults: [published(1, "0.7"), published(2, "0.8"), published(3, "0.9")],
      outcome: "drift",
      ...versions,
    },
    {
      row: 55,
      name: "a flow published after its dependencies were read, again and again",
      faults: [published(2, "0.8"), published(3, "0.9")],
      outcome: "drift",
      source: "flow_dependencies",
    },
  ]);
});
