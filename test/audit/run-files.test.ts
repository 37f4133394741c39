import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openAuditLog } from "../../src/audit/audit-log.ts";
import { brokenRunFile } from "../../src/audit/broken-run-file.ts";
import { createInspector } from "../../src/audit/inspect-records.ts";
import { announceRunFile, finishRunFiles, runFiles } from "../../src/audit/run-files.ts";
import { verifyLog } from "../../src/audit/verify-log.ts";
import { openTrail } from "../../src/runner/audit/open-trail.ts";
import { amendOutcome, outcomeFacts } from "../../src/runner/audit/outcome-facts.ts";

const conclusion = { facts: outcomeFacts, amend: amendOutcome };
const passed = { diagnostics: [], exitCode: 0 };
const lines = (path: string): string[] => readFileSync(path, "utf8").split("\n").slice(0, -1);

function newLog() {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-runs-"));
  const log = openAuditLog(folder, { fileBytes: 2_000 });
  const runs = () => readdirSync(join(folder, "runs")).sort();
  return { folder, log, runs };
}

/** A log of two runs at the same time, over several files. */
async function twoRuns() {
  const { folder, log, runs } = newLog();
  const [one, two] = [openTrail({ command: "check", log }, {}), openTrail({ command: "export", log }, {})];
  for (let page = 1; page < 9; page++) (page % 3 === 0 ? two : one).note("page", { page });
  const ended = [await two.conclude(passed, conclusion), await one.conclude(passed, conclusion)];
  expect(ended).toEqual([passed, passed]);
  return { folder, log, names: runs(), at: (name: string) => join(folder, "runs", name) };
}

describe("the file of a run", () => {
  it("holds its records as the log has them, from its beginning to its end", async () => {
    const { folder, names, at } = await twoRuns();
    const all = readdirSync(folder)
      .filter((name) => /^\d+\.ndjson$/.test(name))
      .sort()
      .flatMap((name) => lines(join(folder, name)));
    expect(names.length).toBe(2);
    for (const name of names) {
      const run = name.slice(10, -7);
      expect(lines(at(name))).toEqual(all.filter((line) => JSON.parse(line).run === run));
      const [first, ...rest] = lines(at(name)).map((line) => JSON.parse(line));
      expect(first).toMatchObject({ kind: "begin", seq: Number(name.slice(0, 9)) });
      expect(rest.at(-1)).toMatchObject({ kind: "run", file: `runs/${name}` });
    }
    expect(verifyLog(folder).broken).toBeUndefined();
  });

  it("is missed, and known when it was altered, cut, or is of no run", async () => {
    const { folder, names, at } = await twoRuns();
    const [name = ""] = names;
    const text = readFileSync(at(name), "utf8");
    const broken = (change: () => void) => {
      change();
      const found = verifyLog(folder).broken;
      writeFileSync(at(name), text);
      expect(verifyLog(folder).broken).toBeUndefined();
      return found;
    };
    const file = `runs/${name}`;
    const missing = { problem: "The file of a run is missing", expected: file, found: "no such file" };
    expect(broken(() => rmSync(at(name)))).toEqual({ file, ...missing });
    expect(broken(() => appendFileSync(at(name), text.split("\n")[0] + "\n"))).toMatchObject({ file });
    expect(broken(() => writeFileSync(at(name), text.slice(0, -1)))).toBeUndefined();
    expect(broken(() => writeFileSync(at(name), text.replace('"page":2', '"page":3')))).toMatchObject({
      file,
      line: 3,
      problem: "The record's hash does not fit its content",
    });
    const cut = text.split("\n").slice(0, -2).join("\n");
    expect(broken(() => writeFileSync(at(name), cut))).toMatchObject({ file });
    // The end of the log was cut off, and nobody kept its head: the file of the run still tells.
    const last = readdirSync(folder)
      .filter((each) => /^\d+\.ndjson$/.test(each))
      .sort()
      .at(-1);
    const kept = lines(join(folder, last ?? ""));
    writeFileSync(
      join(folder, last ?? ""),
      kept
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join(""),
    );
    expect(verifyLog(folder).broken).toMatchObject({ problem: expect.stringContaining("no such run") });
  });

  it("is not there for a run that was killed, and made later for one that was killed at its very end", async () => {
    const { folder, log, runs } = newLog();
    const killed = openTrail({ command: "check", log }, {});
    const began = log.place() ?? { number: 0, offset: 0 };
    killed.note("page", { page: 1 });
    const run = JSON.parse(lines(join(folder, "000001.ndjson"))[1] ?? "").run;
    const name = `runs/000000002-${run}.ndjson`;
    announceRunFile(folder, name, began);
    finishRunFiles(folder);
    expect(runs()).toEqual([`${name.slice(5)}.due`]);
    expect(verifyLog(folder).broken).toBeUndefined();
    log.append({ kind: "run", run, file: name });
    // The run may be about to write it: nobody has removed anything.
    expect(verifyLog(folder).broken).toBeUndefined();
    writeFileSync(join(folder, `${name}.tmp`), "half");
    finishRunFiles(folder);
    expect(runs()).toEqual([name.slice(5)]);
    expect(verifyLog(folder).broken).toBeUndefined();
  });

  it("is of no unknown run when the run ends while the log is looked through", async () => {
    const { folder, log } = newLog();
    const trail = openTrail({ command: "check", log }, {});
    const { runs } = createInspector().end();
    const files = runFiles(folder);
    await trail.conclude(passed, conclusion);
    expect(brokenRunFile(folder, files, runs)).toBeUndefined();
    expect(brokenRunFile(folder, runFiles(folder), runs)?.problem).toContain("no such run");
  });

  it("is not written by a service, whose run has no end of its own, and a run without it does not pass", async () => {
    const { folder, log } = newLog();
    const service = openTrail({ command: "collect", log, tell: () => undefined }, {});
    await service.conclude(passed, conclusion);
    expect(readdirSync(folder)).not.toContain("runs");
    const trail = openTrail({ command: "check", log }, {});
    writeFileSync(join(folder, "runs"), "in the way");
    const { diagnostics, exitCode } = await trail.conclude(passed, conclusion);
    expect({ exitCode, codes: diagnostics.map(({ code }: { code: string }) => code) }).toEqual({
      exitCode: 3,
      codes: ["audit-not-written"],
    });
  });
});
