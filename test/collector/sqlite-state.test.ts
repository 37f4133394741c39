import { describe, expect, it } from "vitest";
import { isLocked, lockState } from "../../src/collector/state-lock.ts";
import { backoff } from "../../src/delivery/backoff.ts";
import { neverLoses } from "./never-loses.ts";
import { pollAndDrain } from "./poll-and-drain.ts";
import { FakeSink, World } from "./world.ts";

describe("with a state in SQLite", () => {
  pollAndDrain();
  neverLoses();
});

it("waits twice as long each time, up to five minutes, never less than it is asked to", () => {
  expect([1, 2, 3, 20].map((failures) => backoff(failures, 1))).toEqual([1_000, 2_000, 4_000, 300_000]);
  expect(backoff(1, 0)).toBe(500);
  expect(backoff(1, 0, 9_000)).toBe(9_000);
  expect(backoff(1, 1, 1e12)).toBe(86_400_000);
});

it("has one writer for each state", () => {
  const { path } = new World({ siem: new FakeSink() });
  const lock = lockState(path);
  expect(lock).toBeDefined();
  expect(lockState(path)).toBeUndefined();
  expect(isLocked(path)).toBe(true);
  lock?.release();
  expect(isLocked(path)).toBe(false);
  const next = lockState(path);
  expect(next).toBeDefined();
  next?.release();
});
