import { expect, it } from "vitest";
import { killCollectors } from "./killed-collector.ts";

it("a collector killed at any moment loses nothing and delivers nothing twice", async () => {
  const { kills, problems, events } = await killCollectors(20, 1);
  expect(kills).toBeGreaterThanOrEqual(20);
  expect(events).toBeGreaterThan(100);
  expect(problems).toEqual([]);
}, 240_000);
