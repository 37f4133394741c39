import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { folderWith, root } from "../scenarios/bylaw.ts";
import { clean, file, record } from "./odd-lines.ts";
import { eachRecord, everyRule, isScanned, projectOf, runText } from "./ways-of-checking.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function project(lines: string | Uint8Array, rules: object = eachRecord): string {
  const folder = projectOf(Buffer.from(lines), rules);
  folders.push(folder);
  return folder;
}

/** A package whose worker does something of its own; `tally` counts how many were started. */
function packageWith(worker: string) {
  const folder = folderWith({ "dist/worker.cjs": "" });
  folders.push(folder);
  const tally = join(folder, "tally");
  const real = join(root, "dist/worker.cjs");
  const note = `require("node:fs").appendFileSync(${JSON.stringify(tally)}, "x");`;
  writeFileSync(
    join(folder, "dist/worker.cjs"),
    `${note}\n${worker.replace("work()", `require(${JSON.stringify(real)})`)}\n`,
  );
  return { packageRoot: folder, started: () => (existsSync(tally) ? readFileSync(tally, "utf8").length : 0) };
}

describe("threads that judge a file of lines together", () => {
  it("come to the same as one, each with a part of its own", async () => {
    const folder = project(clean);
    const alone = await runText(folder, {});
    expect(JSON.parse(alone)).toMatchObject({ datasets: [{ records: 40, complete: true }, {}] });
    for (const workers of [2, 3, 5]) {
      const { packageRoot, started } = packageWith("work()");
      expect(await runText(folder, { workers, packageRoot })).toBe(alone);
      expect(started()).toBe(workers - 1);
      expect(await isScanned(folder, { workers })).toBe(true);
    }
  });

  it("come to the same whatever is in the file", async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.constantFrom(2, 3), async (bytes, workers) => {
        const folder = project(Buffer.concat([Buffer.from(clean), bytes]));
        expect(await runText(folder, { workers })).toBe(await runText(folder, { thorough: true }));
      }),
      { numRuns: 8 },
    );
  });

  it("notice an id that two of them have", async () => {
    const folder = project(`${clean}${record(25, { name: "Other" })}\n`);
    const run = await runText(folder, { workers: 2 });
    expect(run).toBe(await runText(folder, { thorough: true }));
    expect(JSON.parse(run)).toMatchObject({
      datasets: [{ complete: false, reasons: [{ code: "drift" }] }, {}],
    });
  });

  it("are not started where the whole set decides", async () => {
    const { packageRoot, started } = packageWith("work()");
    const folder = project(clean, everyRule);
    expect(await runText(folder, { workers: 3, packageRoot })).toBe(await runText(folder, {}));
    expect(started()).toBe(0);
  });

  it.each([
    ["throws", 'throw new Error("no");'],
    ["ends", "process.exit(0);"],
    ["cannot be loaded", "work("],
  ])("are done without when one of them %s", async (_, worker) => {
    const { packageRoot, started } = packageWith(worker);
    const folder = project(clean);
    expect(await runText(folder, { workers: 2, packageRoot })).toBe(await runText(folder, {}));
    expect(started()).toBe(worker === "work(" ? 0 : 1);
  });
});
