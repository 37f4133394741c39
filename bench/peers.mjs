// Cold processes over one file of events with four rules: `bylaw check`, a plain script, DuckDB, jq and gojq.
// CPU and peak memory of whole processes, interleaved; hits agree. Needs python3; what is not installed is left
// out. Usage: npm ci --prefix bench/peers && node bench/peers.mjs [records] [rounds]
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { now, writeEvents } from "./check/events.mjs";
import { rules } from "./check/rules.mjs";
import { jq, names } from "./peers/rules.mjs";

const records = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
const peers = join(import.meta.dirname, "peers");
const bylaw = join(dirname(import.meta.dirname), "bin/run.js");
const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));

function prepare() {
  writeEvents(join(folder, "events.ndjson"), records);
  const all = rules(new Set());
  const policy = {
    bylaw: 1,
    policy: "bench",
    title: "Four rules",
    data: { events: { source: "files.ndjson", with: { path: "events.ndjson" } } },
    rules: Object.fromEntries(names.map((name) => [name, { ...all[name][0], severity: "low" }])),
  };
  writeFileSync(join(folder, "bylaw.yaml"), "bylaw: 1\npolicies: [bench.policy.yaml]\n");
  writeFileSync(join(folder, "bench.policy.yaml"), JSON.stringify(policy));
}

function measure(command) {
  const measured = spawnSync("python3", [join(peers, "measure.py"), ...command], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return JSON.parse(measured.stdout);
}

const report = join(folder, "run.json");
const node = process.execPath;
const check = [node, bylaw, "check", "--now", new Date(now).toISOString(), "-f", `json=${report}`];
const hitsOfRun = () => {
  const found = new Map(JSON.parse(readFileSync(report, "utf8")).rules.map((rule) => [rule.id, rule.counts]));
  return names.map((name) => found.get(`bench/${name}`).fail);
};
const isThere = (command) => spawnSync(command, ["--version"]).status === 0;
const tools = [
  { name: "bylaw", command: check, status: 1, hits: hitsOfRun, there: true },
  { name: "script", command: [node, join(peers, "script.mjs")], there: true },
  {
    name: "duckdb",
    command: [node, join(peers, "duckdb.mjs")],
    there: existsSync(join(peers, "node_modules/@duckdb/node-api")),
  },
  ...["jq", "gojq"].map((name) => ({
    name,
    command: [name, "-n", "-c", jq, "events.ndjson"],
    there: isThere(name),
  })),
];

function once({ name, command, status = 0, hits = ({ stdout }) => JSON.parse(stdout) }) {
  const result = measure(command);
  if (result.status !== status) throw new Error(`${name} ended with ${result.status}: ${result.stderr}`);
  return { ...result, hits: hits(result).join() };
}

const median = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];

try {
  prepare();
  for (const { name } of tools.filter(({ there }) => !there))
    console.log(`${name} is not installed, left out`);
  const present = tools.filter(({ there }) => there);
  const results = new Map(present.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const tool of present) results.get(tool.name).push(once(tool));
    const hits = new Set([...results.values()].map((runs) => runs.at(-1).hits));
    if (hits.size > 1) throw new Error(`hits differ: ${[...hits].join(" | ")}`);
  }
  console.log(`${records} records, hits of ${names.join(", ")}: ${results.get("bylaw")[0].hits}`);
  for (const [name, runs] of results) {
    const ratios = results.get("bylaw").map(({ cpu }, round) => cpu / runs[round].cpu);
    const cpu = median(runs.map((run) => run.cpu)).toFixed(2);
    const peak = Math.max(...runs.map((run) => run.peak)).toFixed(0);
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    console.log(
      `${name.padEnd(8)} ${cpu.padStart(6)} s of CPU ${peak.padStart(5)} MB; bylaw / ${name}: ${median(ratios).toFixed(2)} × (${spread})`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
