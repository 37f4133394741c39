import { expect, it } from "vitest";
import { killCollectors } from "./killed-collector.ts";

it("collectors killed 100 times lose nothing and keep nothing twice", async () => {
  const { kills, events, problems } = await killCollectors(100, 1, 4);
  expect(kills).toBeGreaterThanOrEqual(100);
  expect(events).toBeGreaterThan(4_000);
  expect(problems).toEqual([]);
}, 600_000);
