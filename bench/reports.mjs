// Reports of a hundred thousand findings, as `bylaw check` writes them to a file: CPU from where it begins to write
// to the end of the process, and the memory that takes beside what the check holds by then. Every finding has to be
// in it, and what is left of the process beside it is the check itself.
// Usage: node bench/reports.mjs [findings] [rounds]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const count = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
const bylaw = join(dirname(import.meta.dirname), "bin/run.js");
const usage = join(import.meta.dirname, "usage.cjs");
const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));
const formats = [
  ["junit", /<failure /g],
  ["sarif:profile=full", /"ruleId":/g],
  ["json", /"fingerprint":/g],
];

/** A tenant in which every flow breaks the one rule. */
function prepare() {
  const flow = (index) => ({
    id: `0000-${(index * 7919) % 1_000_003}`,
    name: `Flow of queue ${index}`,
    modifiedDate: `2026-01-${1 + (index % 28)}`,
  });
  const lines = Array.from({ length: count }, (_, index) => `${JSON.stringify(flow(index))}\n`);
  const unused = {
    check: "expression",
    on: "flows",
    assert: "modifiedDate > '2026-06-01'",
    severity: "high",
    message: "{{ name }} is referenced by nothing & nobody <{{ id }}>",
    remediation: "Delete the flow, or refer to it.",
    controls: ["pci-dss:1"],
  };
  const policy = {
    bylaw: 1,
    policy: "bench",
    title: "Flows",
    data: { flows: { source: "files.ndjson", with: { path: "flows.ndjson" } } },
    rules: { unused },
  };
  writeFileSync(join(folder, "flows.ndjson"), lines.join(""));
  writeFileSync(join(folder, "bylaw.yaml"), "bylaw: 1\npolicies: [bench.policy.yaml]\n");
  writeFileSync(join(folder, "bench.policy.yaml"), JSON.stringify(policy));
}

function once([format, finding]) {
  const report = join(folder, "report");
  const taken = join(folder, "usage.json");
  const args = [bylaw, "check", "--now", "2026-11-01T09:00:00Z", "-f", `${format}=${report}`];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, BENCH_USAGE: taken, NODE_OPTIONS: `--require ${usage}` },
    encoding: "utf8",
  });
  if (status !== 1) throw new Error(`exit ${status}: ${stderr}`);
  const text = readFileSync(report, "utf8");
  const found = text.match(finding)?.length;
  if (found !== count) throw new Error(`${format} has ${found} findings instead of ${count}.`);
  const { peak, writing } = JSON.parse(readFileSync(taken, "utf8"));
  return { cpu: writing.cpu, added: peak - writing.held, size: text.length / 2 ** 20 };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (values, digits) => {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
};

try {
  prepare();
  // The first run on a machine writes the cache of compiled code.
  formats.forEach(once);
  const results = new Map(formats.map((format) => [format, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const format of formats) results.get(format).push(once(format));
  for (const [[format], runs] of results) {
    const cpu = runs.map((run) => run.cpu);
    const added = runs.map((run) => run.added);
    const size = median(runs.map((run) => run.size)).toFixed(0);
    process.stdout.write(
      `${format}, ${size} MB: ${shown(cpu, 2)} s of CPU, ${shown(added, 0)} MB beside the check\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
