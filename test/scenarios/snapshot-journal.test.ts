import { existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createJournal } from "../../src/snapshot/journal.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const policy = `bylaw: 1
policy: p
title: Reads some pages
data: { flows: { source: genesyscloud.flows, with: { pageSize: 2 } } }
rules: { named: { check: required-fields, on: flows, with: { fields: [name] } } }
`;
/** The list is cut off after some pages, so that a snapshot stays incomplete. */
const faults = "faults:\n  - path: ^/api/v2/flows$\n    from: 5\n    action: { kind: status, status: 400 }\n";
const now = "2026-11-01T09:00:00Z";

function project(broken: boolean): string {
  const settings = broken ? "{ faults: faults.yaml }" : "{}";
  const tenants = `tenants: { demo: { provider: genesyscloud, simulated: ${settings} } }`;
  return folderWith({
    "bylaw.yaml": `bylaw: 1\npolicies: [p.policy.yaml]\n${tenants}\n`,
    "p.policy.yaml": policy,
    "faults.yaml": faults,
  });
}

const [broken, mended] = [project(true), project(false)];

/** A folder with what an interrupted snapshot left. */
async function interrupted(): Promise<string> {
  const folder = join(folderWith({}), "s");
  const { status } = await bylaw(["snapshot", folder, "--project", broken, "--now", now]);
  expect(status).toBe(3);
  expect(existsSync(join(folder, "journal.bin"))).toBe(true);
  return folder;
}

function resume(folder: string, more: readonly string[] = []) {
  return bylaw(["snapshot", folder, "--project", mended, "--resume", ...more]);
}

const requestsOf = (stderr: string): number => Number(/(\d+) requests?/.exec(stderr)?.[1]);

describe("row 51: what an interrupted snapshot left", () => {
  it("is gone on with, at its own instant", async () => {
    const whole = await bylaw(["snapshot", join(folderWith({}), "s"), "--project", mended, "--now", now]);
    const folder = await interrupted();
    const { status, stderr } = await resume(folder);
    expect(status).toBe(0);
    expect(requestsOf(stderr)).toBe(requestsOf(whole.stderr) - 4);
    expect(readFileSync(join(folder, "manifest.json"), "utf8")).toContain(
      `"now": "${new Date(now).toISOString()}"`,
    );
    expect(existsSync(join(folder, "journal.bin"))).toBe(false);
  });

  it("is gone on with when its end is torn", async () => {
    const folder = await interrupted();
    const journal = join(folder, "journal.bin");
    truncateSync(journal, readFileSync(journal).byteLength - 3);
    expect(await resume(folder)).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining("journal-damaged"),
    });
  });

  it.each([
    ["empty", ""],
    ["something else", "no journal at all, but long enough to look at"],
    ["all zeros", "\0".repeat(4_096)],
  ])("is read again when it is %s, and that is said", async (_name, text) => {
    const folder = await interrupted();
    writeFileSync(join(folder, "journal.bin"), text);
    expect(await resume(folder)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("journal-damaged"),
    });
  });

  it("is missed when it is not there", async () => {
    const folder = join(folderWith({}), "s");
    const { status, stderr } = await resume(folder);
    expect(status).toBe(0);
    expect(stderr).toContain("nothing-to-resume");
  });

  it.each([
    ["of a later version", { version: 2, now, plan: "x" }],
    ["of other data sources", { version: 1, now, plan: "x" }],
  ])("is left alone when it is %s", async (_name, header) => {
    const folder = await interrupted();
    const path = join(folder, "journal.bin");
    const other = join(folderWith({}), "other");
    createJournal(other, header).close();
    writeFileSync(path, readFileSync(other));
    expect(await resume(folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("cannot-resume"),
    });
    expect(readFileSync(path)).toEqual(readFileSync(other));
  });

  it("is left alone when it is of another instant", async () => {
    const folder = await interrupted();
    const { status, stderr } = await resume(folder, ["--now", "2026-11-02T09:00:00Z"]);
    expect(status).toBe(2);
    expect(stderr).toContain("another instant");
  });

  it("is not followed when it is a link, nor read when it is a folder", async () => {
    for (const replace of [
      (path: string) => symlinkSync(join(broken, "faults.yaml"), path),
      (path: string) => mkdirSync(path),
    ]) {
      const folder = join(folderWith({}), "s");
      mkdirSync(folder);
      replace(join(folder, "journal.bin"));
      expect(await resume(folder)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("cannot-resume"),
      });
    }
    expect(readFileSync(join(broken, "faults.yaml"), "utf8")).toBe(faults);
  });
});
