import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { file } from "../../src/sinks/file.ts";
import { lend, open } from "./lend.ts";

const program = join(import.meta.dirname, "crash/deliver-for-ever.ts");

/** Runs the program until it has acknowledged so many records, then kills it. @returns what it acknowledged */
async function killAfter(root: string, round: number, records: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, root, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    if (said.split("\n").length > records) child.kill("SIGKILL");
  });
  const signal = await new Promise((gone) => {
    child.once("close", (_code, by) => gone(by));
  });
  expect(signal).toBe("SIGKILL");
  return said.split("\n").slice(0, -1);
}

it("what was acknowledged is in the files, whenever the program is killed", async () => {
  const root = mkdtempSync(join(tmpdir(), "bylaw-sink-"));
  const acknowledged: string[] = [];
  for (let round = 0; round < 12; round++)
    acknowledged.push(...(await killAfter(root, round, 40 + ((round * 37) % 60))));
  await open(file, { path: "audit.ndjson" }, { ...lend([]), root });
  const lines = readdirSync(root).flatMap((name) =>
    readFileSync(join(root, name), "utf8").split("\n").slice(0, -1),
  );
  const found = lines.map((line) => String(JSON.parse(line).id));
  expect(new Set(found).size).toBe(found.length);
  expect(acknowledged.filter((id) => !found.includes(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(400);
  expect(readdirSync(root).length).toBeGreaterThan(5);
});
