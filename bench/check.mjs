// `bylaw check` of a file of audit events with twelve rules, against a script that does nothing else, and
// against itself with the jsonata library. CPU and peak memory of whole processes, interleaved; hits agree.
// Two threads are compared by the time on the clock, which only says something on idle cores.
// Usage: node bench/check.mjs [records] [rounds] [records for the library, 0 leaves it out]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { now, writeEvents, writeUsers } from "./check/events.mjs";
import { rules } from "./check/rules.mjs";

const count = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const few = Number(process.argv[4] ?? count / 20);
const bylaw = join(dirname(import.meta.dirname), "bin/run.js");
const scripts = join(import.meta.dirname, "check");
const all = Object.entries(rules(new Set()));

function prepare(records) {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));
  const bytes = writeEvents(join(folder, "events.ndjson"), records);
  writeUsers(join(folder, "users.ndjson"));
  const source = (name) => ({ source: "files.ndjson", with: { path: `${name}.ndjson` } });
  const policy = {
    bylaw: 1,
    policy: "bench",
    title: "Twelve rules",
    data: { events: source("events"), users: source("users") },
    rules: Object.fromEntries(all.map(([name, [rule]]) => [name, { ...rule, severity: "low" }])),
  };
  writeFileSync(join(folder, "bylaw.yaml"), "bylaw: 1\npolicies: [bench.policy.yaml]\n");
  writeFileSync(join(folder, "bench.policy.yaml"), JSON.stringify(policy));
  return { folder, records, bytes };
}

function run({ folder }, args) {
  const usage = join(folder, "usage.json");
  const started = performance.now();
  const ended = spawnSync(process.execPath, args, {
    cwd: folder,
    env: {
      ...process.env,
      BENCH_USAGE: usage,
      NODE_OPTIONS: `--require ${join(import.meta.dirname, "usage.cjs")}`,
    },
    encoding: "utf8",
  });
  return {
    ...JSON.parse(readFileSync(usage, "utf8")),
    wall: (performance.now() - started) / 1000,
    status: ended.status,
    stdout: ended.stdout,
    stderr: ended.stderr,
  };
}

function runPlain(set) {
  const { cpu, peak, wall, stdout } = run(set, [join(scripts, "plain.mjs")]);
  return { cpu, peak, wall, hits: JSON.parse(stdout).hits };
}

function runBylaw(set, engine, workers = 1) {
  const report = join(set.folder, "run.json");
  const instant = new Date(now).toISOString();
  const args = [
    bylaw,
    "check",
    "--now",
    instant,
    "--engine",
    engine,
    "--workers",
    workers,
    "-f",
    `json=${report}`,
  ];
  const { cpu, peak, wall, status, stderr } = run(set, args);
  if (status !== 1) throw new Error(`exit ${status}: ${stderr}`);
  const found = JSON.parse(readFileSync(report, "utf8")).rules;
  const hits = Object.fromEntries(
    found.map(({ id, counts }) => {
      const judged = counts.pass + counts.fail;
      if (judged !== set.records) throw new Error(`${id} judged ${judged} of ${set.records}`);
      return [id.slice("bench/".length), counts.fail];
    }),
  );
  return { cpu, peak, wall, hits };
}

const median = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];

/** Runs the processes in turns and says what each took. */
function compare(set, runners, times) {
  const taken = Object.fromEntries(Object.keys(runners).map((name) => [name, []]));
  for (let round = 0; round < times; round += 1) {
    const results = Object.entries(runners).map(([name, start]) => {
      const result = start(set);
      taken[name].push(result);
      return all.map(([rule]) => result.hits[rule]).join();
    });
    if (new Set(results).size > 1) throw new Error(`hits differ: ${results.join(" | ")}`);
    if (round === 0) console.log(`  hits of each rule: ${results[0]}`);
  }
  for (const [name, results] of Object.entries(taken)) {
    const cpu = results.map((result) => result.cpu.toFixed(2)).join(" ");
    const peak = Math.max(...results.map((result) => result.peak)).toFixed(0);
    const wall = results.map((result) => result.wall.toFixed(2)).join(" ");
    console.log(`  ${name.padEnd(10)} CPU ${cpu} s, clock ${wall} s, resident set at most ${peak} MB`);
  }
  return (one, other, what = "cpu") =>
    median(taken[one].map((result, index) => result[what] / taken[other][index][what])).toFixed(2);
}

function measure(records, runners, times, report) {
  const set = prepare(records);
  try {
    console.log(`${records} records, ${(set.bytes / 1e6).toFixed(0)} MB`);
    console.log(`  ${report(compare(set, runners, times))}`);
  } finally {
    rmSync(set.folder, { recursive: true, force: true });
  }
}

const compiled = (set) => runBylaw(set, "compiled");
const reference = (set) => runBylaw(set, "reference");
const threads = (set) => runBylaw(set, "compiled", 2);
// The first run on a machine writes the cache of compiled code.
run({ folder: scripts }, [bylaw, "--help"]);
rmSync(join(scripts, "usage.json"));
measure(
  count,
  { plain: runPlain, compiled, threads },
  rounds,
  (ratio) =>
    `bylaw / script: ${ratio("compiled", "plain")} ×; one thread / two, by the clock: ${ratio("compiled", "threads", "wall")} ×`,
);
if (few > 0)
  measure(
    few,
    { compiled, reference },
    1,
    (ratio) => `library / compiled: ${ratio("reference", "compiled")} ×`,
  );
