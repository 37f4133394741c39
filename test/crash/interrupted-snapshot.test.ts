import { expect, it } from "vitest";
import { killSnapshots } from "./interrupted-snapshot.ts";

it("a snapshot killed at any moment and resumed equals one that nobody disturbed", async () => {
  const { kills, requests, undisturbed, equal } = await killSnapshots(10, 1);
  expect(kills).toBeGreaterThanOrEqual(10);
  expect(equal).toBe(true);
  // Only what was under way when a process was killed is asked again: four requests at most each time.
  expect(requests).toBeLessThanOrEqual(undisturbed + kills * 4);
});
