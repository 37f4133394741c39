import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  auditedProject,
  commands,
  linesOf,
  logFilesOf,
  now,
  ofKind,
  perform,
  sha256,
  verify,
} from "./audit-project.ts";
import { bylaw } from "./bylaw.ts";

describe.each(["platform", "guide"])("an audit log over the %s surface", (api) => {
  it.each(Object.keys(commands))("says what %s did, page by page", async (name) => {
    const cwd = auditedProject("{}", api);
    const ended = await perform(cwd, name);
    expect(ended).toMatchObject({ status: 0 });
    const lines = linesOf(cwd);
    expect(lines.map(({ kind }) => kind).slice(0, 2)).toEqual(["chain", "begin"]);
    const last = lines.at(-1);
    expect(last).toMatchObject({ kind: "run", command: name, verdict: "passed", exitCode: 0 });
    expect(ended.stderr).toContain(`audit log: record ${last?.seq}, head ${last?.hash}`);
    const pages = ofKind(cwd, "page");
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      expect(page).toMatchObject({
        tenant: "demo",
        organization: expect.stringMatching(/^[0-9a-f-]{36}$/),
        source: expect.stringContaining("genesyscloud."),
        page: expect.any(Number),
        method: expect.stringMatching(/^(?:GET|POST)$/),
        payloadSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        status: 200,
        recordsFetched: expect.any(Number),
        complianceWarnings: expect.any(Number),
        retries: 0,
      });
      expect(page["latencyMs"]).toBeGreaterThanOrEqual(0);
    }
    for (const read of ofKind(cwd, "extraction")) expect(read).toMatchObject({ complete: true, reasons: [] });
    expect(new Set(lines.slice(1).map(({ run }) => run)).size).toBe(1);
    expect(await verify(cwd)).toMatchObject({
      status: 0,
      state: "whole",
      records: lines.length,
      unfinished: [],
    });
  });
});

describe("an audit log", () => {
  it("holds the hash of the run, of what was asked for and of what was delivered", async () => {
    const cwd = auditedProject("{}", "guide");
    await perform(cwd, "check");
    const [run] = ofKind(cwd, "run");
    expect(run?.["runSha256"]).toBe(sha256(readFileSync(join(cwd, "run.json"))));
    const first = ofKind(cwd, "page").find(({ source }) => source === "genesyscloud.flow_execution_logs");
    expect(first).toMatchObject({
      endpoint: "/api/v2/flows/execution-logs/query",
      parameters: { last: "PT2H", levels: ["ERROR", "WARN"] },
      window: { from: "2026-11-01T07:00:00.000Z", to: "2026-11-01T09:00:00.000Z" },
    });
    await perform(cwd, "snapshot");
    const manifest = sha256(readFileSync(join(cwd, "snap/manifest.json")));
    expect(ofKind(cwd, "run").at(-1)).toMatchObject({ command: "snapshot", manifestSha256: manifest });
    await perform(cwd, "check", ["--snapshot", "snap"]);
    expect(ofKind(cwd, "extraction").slice(-2)).toMatchObject([
      { takenFrom: "snapshot" },
      { complete: true },
    ]);
    await perform(cwd, "export");
    const deliveries = ofKind(cwd, "delivery");
    expect(deliveries.length).toBeGreaterThan(0);
    for (const each of deliveries)
      expect(each).toMatchObject({
        sink: "sqlite",
        acknowledged: true,
        rejected: 0,
        sha256: expect.any(String),
      });
    const delivered = deliveries.reduce((sum, { count }) => sum + Number(count), 0);
    expect(ofKind(cwd, "run").at(-1)).toMatchObject({ counts: { delivered } });
  });

  it("counts records that are not what they should be, and pages that did not come", async () => {
    const cwd = auditedProject("{}", "guide");
    const pointer = "/entities/0/timestamp";
    const faults = [
      { path: "execution-logs/query$", action: { kind: "set-field", pointer, value: "yesterday" } },
      { path: "/ivrs$", action: { kind: "status", status: 403 } },
    ];
    writeFileSync(join(cwd, "faults.yaml"), JSON.stringify({ faults }));
    const config = join(cwd, "bylaw.yaml");
    writeFileSync(config, readFileSync(config, "utf8").replace("seed: 7", "seed: 7, faults: faults.yaml"));
    const { status } = await perform(cwd, "check");
    expect(status).toBe(3);
    expect(ofKind(cwd, "page")).toContainEqual(
      expect.objectContaining({ status: 403, failure: "forbidden" }),
    );
    expect(ofKind(cwd, "page")).toContainEqual(expect.objectContaining({ complianceWarnings: 1 }));
    expect(ofKind(cwd, "run")).toMatchObject([{ verdict: "inconclusive", exitCode: 3 }]);
  });

  it("is kept where --audit-log says, and nowhere without either", async () => {
    const cwd = auditedProject();
    writeFileSync(
      join(cwd, "bylaw.yaml"),
      readFileSync(join(cwd, "bylaw.yaml"), "utf8").replace("audit: {}\n", ""),
    );
    expect((await perform(cwd, "check")).stderr).not.toContain("audit log");
    expect((await bylaw(["audit", "verify"], { cwd })).status).toBe(2);
    expect((await perform(cwd, "check", ["--audit-log", "elsewhere"])).status).toBe(0);
    expect((await bylaw(["audit", "verify", "elsewhere"], { cwd })).stdout).toContain("elsewhere: whole");
    expect((await bylaw(["audit", "verify", "nowhere"], { cwd })).status).toBe(3);
  });

  it("says how a run ended that could not be made", async () => {
    const cwd = auditedProject();
    const { status } = await perform(cwd, "check", ["--target", "nothing/here"]);
    expect(status).toBe(2);
    expect(ofKind(cwd, "run")).toMatchObject([{ verdict: "invalid", exitCode: 2 }]);
  });
});

it.runIf(existsSync("/dev/full"))("an audit log says that a report could not be written", async () => {
  const cwd = auditedProject();
  const { status } = await bylaw(["check", "--now", now], { cwd, stdout: "/dev/full" });
  expect(status).toBe(3);
  expect(ofKind(cwd, "run")).toMatchObject([
    { verdict: "passed", exitCode: 0 },
    { verdict: "inconclusive", exitCode: 3 },
  ]);
});

it("an audit log says what a collector did until it was stopped", async () => {
  const cwd = auditedProject("{}", "guide");
  const { status, stderr } = await bylaw(["collect", "events.collector.yaml"], {
    cwd,
    meddle: async (child) => {
      for (let waited = 0; waited < 600 && ofKind(cwd, "delivery").length === 0; waited++)
        await setTimeout(100);
      child.kill("SIGTERM");
    },
  });
  expect(status).toBe(143);
  const last = linesOf(cwd).at(-1);
  expect(last).toMatchObject({ kind: "run", command: "collect", verdict: "stopped" });
  expect(stderr).toContain(`audit log: record ${last?.seq}, head ${last?.hash}`);
  expect(await verify(cwd)).toMatchObject({ status: 0, unfinished: [] });
});

describe("an audit log that cannot be written", () => {
  it.each(Object.keys(commands))("keeps %s from being a success", async (name) => {
    const cwd = auditedProject("{ path: log }");
    writeFileSync(join(cwd, "log"), "in the way");
    const { status, stderr } = await perform(cwd, name);
    expect({ status, stderr }).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("audit-unusable"),
    });
    expect(stderr).toContain("log.lock cannot be written: a file has the name of a folder");
  });

  it("because it was altered is left alone, and named by file and line", async () => {
    const cwd = auditedProject();
    await perform(cwd, "check");
    const [file = ""] = logFilesOf(cwd);
    const content = readFileSync(file, "utf8");
    writeFileSync(file, content.replace('"exitCode":0', '"exitCode":1'));
    const { status, stderr } = await perform(cwd, "check");
    expect(status).toBe(3);
    expect(stderr).toContain("was altered at the end of 000001.ndjson");
    const line = content.split("\n").length - 1;
    const found = await verify(cwd);
    expect(found).toMatchObject({ status: 1, state: "altered", broken: { file: "000001.ndjson", line } });
    const said = await bylaw(["audit", "verify"], { cwd });
    expect(said.stdout).toContain(`000001.ndjson:${line}: The record's hash does not fit its content`);
    expect(said.stdout).toMatch(/expected: [0-9a-f]{64}\n {4}found: [0-9a-f]{64}\n/);
  });

  it("is found cut with the head that a run printed", async () => {
    const cwd = auditedProject();
    const head = /head ([0-9a-f]{64})/.exec((await perform(cwd, "check")).stderr)?.[1] ?? "";
    const [file = ""] = logFilesOf(cwd);
    await perform(cwd, "check");
    expect(await verify(cwd, ["--head", head])).toMatchObject({ status: 0 });
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, `${lines.slice(0, 3).join("\n")}\n`);
    // The run's own file tells, as long as it is there.
    expect(await verify(cwd)).toMatchObject({ status: 1, records: 3 });
    rmSync(join(cwd, ".bylaw/audit/runs"), { recursive: true });
    expect(await verify(cwd)).toMatchObject({ status: 0, records: 3 });
    expect(await verify(cwd, ["--head", head])).toMatchObject({ status: 1, broken: { expected: head } });
    rmSync(file);
    expect(await verify(cwd)).toMatchObject({ status: 3, state: "empty" });
    expect((await bylaw(["audit", "verify", "--head", "abc"], { cwd })).status).toBe(2);
  });
});
