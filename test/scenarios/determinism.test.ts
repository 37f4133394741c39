import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";
const check = ["check", "--project", "examples/quickstart", "-f", "json"];

it("the same input gives the same bytes whatever zone, locale and concurrency", async () => {
  const [first, ...rest] = await Promise.all(
    [
      { env: {}, flags: [] },
      {
        env: { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
        flags: ["--parallelism", "1"],
      },
      { env: { TZ: "America/St_Johns", LANG: "de_DE.UTF-8" }, flags: ["--parallelism", "8"] },
    ].map(async ({ env, flags }) => (await bylaw([...check, "--now", now, ...flags], { env })).stdout),
  );
  expect(JSON.parse(first!).findings.length).toBeGreaterThan(10);
  for (const other of rest) expect(other).toBe(first);
});

it("a snapshot gives the same findings as the tenant it was taken of", async () => {
  const folder = folderWith({});
  const snapshot = join(folder, "snapshot");
  const taken = await bylaw(["snapshot", snapshot, "--project", "examples/quickstart", "--now", now]);
  expect(taken.status).toBe(0);
  expect(taken.stdout).toMatch(/genesyscloud\.flows from demo: \d+ records, complete/);
  const files = readdirSync(snapshot).sort();
  expect(files).toContain("manifest.json");
  const live: Run = JSON.parse((await bylaw([...check, "--now", now])).stdout);
  const offline: Run = JSON.parse((await bylaw([...check, "--snapshot", snapshot, "--now", now])).stdout);
  expect(offline).toEqual(live);
});

it("a snapshot whose file was changed is refused", async () => {
  const folder = folderWith({});
  const snapshot = join(folder, "snapshot");
  await bylaw(["snapshot", snapshot, "--project", "examples/quickstart", "--now", now]);
  const file = readdirSync(snapshot).find((name) => name.includes("ivrs"))!;
  writeFileSync(join(snapshot, file), readFileSync(join(snapshot, file), "utf8").replace("Main", "Mine"));
  const { status, stderr } = await bylaw([...check, "--snapshot", snapshot]);
  expect(status).toBe(2);
  expect(stderr).toContain(file);
});
