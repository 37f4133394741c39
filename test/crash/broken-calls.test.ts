import { afterAll, beforeAll, expect, it } from "vitest";
import { type Break, breakCalls, type CalmOrg, callsOfOneRun, startCalmOrg } from "./broken-calls.ts";

/** Runs at a time. */
const together = 4;

let org: CalmOrg;
beforeAll(async () => {
  org = await startCalmOrg();
});
afterAll(() => org.simulator.close());

async function breakAll(
  calls: readonly string[],
  howOf: (call: string) => Break,
): Promise<readonly string[]> {
  const left = [...calls];
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (let call = left.shift(); call !== undefined; call = left.shift()) {
      const problems = await breakCalls(org, { BREAK_CALL: call }, howOf(call));
      found.push(...problems.map((problem) => `${call}: ${problem}`));
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return found;
}

it("loses nothing at whichever write, flush, rename or commit it ends or fails", async () => {
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
  expect(await breakAll(calls, () => "crash")).toEqual([]);
  expect(await breakAll(calls, (call) => (/sync/.test(call) ? "EIO" : "ENOSPC"))).toEqual([]);
}, 600_000);

it.each([3, 12, 24, 36])("loses nothing when the disk is full after %i calls, and says so", async (calls) => {
  expect(await breakCalls(org, { BREAK_FROM: String(calls) }, "ENOSPC")).toEqual([]);
});
