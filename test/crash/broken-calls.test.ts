import { afterAll, beforeAll, expect, it } from "vitest";
import { breakAll, breakCalls, type CalmOrg, callsOfOneRun, startCalmOrg } from "./broken-calls.ts";

let org: CalmOrg;
beforeAll(async () => {
  org = await startCalmOrg();
});
afterAll(() => org.simulator.close());

it("loses nothing where a write, a flush, a rename or a commit ends it or fails", async () => {
  const calls = await callsOfOneRun(org);
  for (const name of [
    "write",
    "fsyncSync",
    "fsync",
    "renameSync",
    "commit",
    "handle.writeFile",
    "handle.sync",
  ])
    expect(calls).toContain(`${name} 1`);
  expect(calls.length).toBeGreaterThan(40);
  // Some of each kind; `npm run crash:calls` breaks every one.
  expect(await breakAll(org, calls, 8)).toEqual([]);
}, 120_000);

it.each([3, 24])("loses nothing when the disk is full after %i calls, and says so", async (calls) => {
  expect(await breakCalls(org, { BREAK_FROM: String(calls) }, "ENOSPC")).toEqual([]);
});
