// How long `bylaw --version` and a check of the quickstart snapshot take, as ratios to a bare `node -e 0`
// in the same run. Usage: node bench/startup.mjs [rounds]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
const rounds = Number(process.argv[2] ?? 15);
const bylaw = join(root, "bin/run.js");
const quickstart = join(root, "examples/quickstart");
const now = "2026-11-01T09:00:00Z";

function run(args, expected) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (!expected.includes(status)) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return milliseconds;
}

const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));
try {
  const snapshot = join(folder, "snapshot");
  run([bylaw, "snapshot", snapshot, "--project", quickstart, "--now", now], [0]);
  const commands = {
    "node -e 0": [["-e", "0"], [0]],
    "bylaw --version": [[bylaw, "--version"], [0]],
    "bylaw --help": [[bylaw, "--help"], [0]],
    "bylaw check (quickstart snapshot)": [
      [bylaw, "check", "--project", quickstart, "--snapshot", snapshot],
      [1],
    ],
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, [args, expected]] of Object.entries(commands)) {
      const time = run(args, expected);
      if (round >= 0) times[name].push(time);
    }
  }
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  for (const [name, list] of Object.entries(times)) {
    const ratios = list.map((time, index) => time / times["node -e 0"][index]);
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    console.log(
      `${name.padEnd(36)} ${median(list).toFixed(0).padStart(5)} ms   ${median(ratios).toFixed(2)} × (${spread})`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
