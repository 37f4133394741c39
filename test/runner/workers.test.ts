import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
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

/** What a worker does with a task. */
const answering = (statements: string) =>
  `const port = require("node:worker_threads").parentPort; port.on("message", (task) => { ${statements} });`;

describe("threads that judge a file of lines together", () => {
  it("come to the same as one, each with a part of its own", async () => {
    const folder = project(clean);
    const alone = await runText(folder, {});
    expect(JSON.parse(alone)).toMatchObject({ datasets: [{ records: 100, complete: true }, {}] });
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

  it("answer for one dataset after the other, and not for one that turned out to be odd", async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => `${record(n)}\n`).join("");
    const folder = project(`${'{"id":"odd","n":1,"n":2}\n'}${lines}`);
    writeFileSync(join(folder, "more.ndjson"), clean);
    writeFileSync(join(folder, "few.ndjson"), clean.replaceAll('"t', '"u'));
    const policy = JSON.parse(readFileSync(join(folder, "p.policy.yaml"), "utf8"));
    for (const name of ["more", "few"]) {
      policy.data[name] = { source: "files.ndjson", with: { path: `${name}.ndjson` } };
      policy.rules[name] = { ...eachRecord.small, on: name };
    }
    writeFileSync(join(folder, "p.policy.yaml"), JSON.stringify(policy));
    const alone = await runText(folder, { thorough: true });
    expect(JSON.parse(alone)).toMatchObject({ datasets: [{ complete: false }, {}, {}, {}] });
    expect(await runText(folder, { workers: 2 })).toBe(alone);
    expect(await runText(folder, { workers: 3 })).toBe(alone);
  });

  it("judge no other file than the one that was opened first, wherever its path leads by then", async () => {
    const small = { small: { check: "expression", on: "things", assert: "n < 900" } };
    const folder = projectOf(Buffer.from(""), small, { path: "data/things.ndjson" });
    folders.push(folder);
    const [ids, half] = [Array.from({ length: 200 }, (_, n) => n), 100];
    // The record that fails is in the second half, and after the change in the first: never where it is looked for.
    for (const [name, at] of [
      ["data", half + 50],
      ["next", half - 50],
    ] as const) {
      mkdirSync(join(folder, name));
      const lines = ids.map((n) => `{"id":"${name}${n}","n":${n === at ? 999 : 100}}\n`);
      writeFileSync(join(folder, name, "things.ndjson"), lines.join(""));
    }
    const moves = [
      ["data", "before"],
      ["next", "data"],
    ].map((names) => names.map((name) => JSON.stringify(join(folder, name))).join());
    const { packageRoot } = packageWith(
      `${moves.map((names) => `require("node:fs").renameSync(${names});`).join("")} work();`,
    );
    const { findings }: Run = JSON.parse(await runText(folder, { workers: 2, packageRoot }));
    expect(findings.map(({ status, resource }) => [status, resource.id])).toEqual([["fail", "next50"]]);
  });

  it("are left alone where the whole set decides", async () => {
    const { packageRoot } = packageWith(answering("process.exit(0);"));
    const folder = project(clean, everyRule);
    expect(await runText(folder, { workers: 3, packageRoot })).toBe(await runText(folder, {}));
  });

  const broken = 'throw Object.assign(new Error("secret"), { code: "ERR_WORKER_OUT_OF_MEMORY" });';
  it.each([
    ["throws", 'throw new Error("secret");', "ended before it answered;"],
    ["ends", "process.exit(0);", "ended before it answered;"],
    ["cannot be loaded", "work(", "ended before it answered"],
    [
      "fails where nobody hears of it",
      'process.on("unhandledRejection", () => {}); Atomics.add = () => { throw new Error("secret"); }; work();',
      "ended before it answered",
    ],
    [
      "runs out of memory",
      broken,
      "ran out of memory; use fewer threads (--workers) or give Node more memory",
    ],
  ])("leave their rules in error when one of them %s", async (_, worker, why) => {
    const { packageRoot } = packageWith(worker);
    const folder = project(clean, {
      ...eachRecord,
      other: { check: "expression", on: "others", assert: "n > 0" },
    });
    const text = await runText(folder, { workers: 2, packageRoot });
    const { rules, findings, datasets, exitCode }: Run = JSON.parse(text);
    expect(datasets).toMatchObject([
      { complete: false, reasons: [{ code: "lost-page" }] },
      { complete: true, records: 2 },
    ]);
    expect(datasets[0]?.records).toBeLessThan(100);
    expect(exitCode).not.toBe(0);
    for (const { id, counts } of rules) {
      const about = findings
        .filter(({ rule, status }) => rule === id && status === "error")
        .map(({ message }) => message);
      if (id === "p/other") expect(counts).toMatchObject({ pass: 2, error: 0 });
      else expect(about).toContainEqual(expect.stringContaining(why));
    }
    expect(text).not.toContain("secret");
    expect(await isScanned(folder, { workers: 2, packageRoot })).toBe(true);
  });

  it("do not pass for having judged when one of them says nothing of its rules", async () => {
    const { packageRoot } = packageWith(answering("port.postMessage({ shares: [], fingerprints: [] });"));
    await expect(runText(project(clean), { workers: 2, packageRoot })).rejects.toThrow("not judged");
  });

  it("are only missed by the rules whose records they took along", async () => {
    const { packageRoot } = packageWith("process.exit(0);");
    const folder = project(clean, { fine: { check: "expression", on: "things", assert: "n >= 0" } });
    const { rules, exitCode }: Run = JSON.parse(await runText(folder, { workers: 3, packageRoot }));
    expect(rules).toMatchObject([
      { status: "error", counts: { fail: 0, error: 1 }, reads: [{ datasets: [0] }] },
    ]);
    expect(exitCode).toBe(3);
  });
});
