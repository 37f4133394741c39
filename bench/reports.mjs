// Reports of a hundred thousand findings: CPU of writing one to a file, and the memory that takes beside the
// run itself, each in a process of its own. Every finding has to be in it.
// Usage: node bench/reports.mjs [findings] [rounds]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const count = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
const render = join(import.meta.dirname, "reports/render.mjs");
const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));
const formats = [
  ["junit", "", /<failure /g],
  ["sarif", "full", /"ruleId":/g],
  ["json", "", /"fingerprint":/g],
];

function once([format, profile, finding]) {
  const file = join(folder, `report.${format}`);
  const args = [render, format, profile, String(count), file];
  const ended = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (ended.status !== 0) throw new Error(ended.stderr);
  const text = readFileSync(file, "utf8");
  const found = text.match(finding)?.length;
  if (found !== count) throw new Error(`${format} has ${found} findings instead of ${count}.`);
  return { ...JSON.parse(ended.stdout), size: text.length / 2 ** 20 };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (values, digits) => {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
};

try {
  const results = new Map(formats.map((format) => [format, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const format of formats) results.get(format).push(once(format));
  for (const [[format, profile], runs] of results) {
    const of = (measure) => runs.map(measure);
    const name = profile === "" ? format : `${format}:profile=${profile}`;
    const added = shown(
      of(({ peak, held }) => peak - held),
      0,
    );
    const cpu = shown(
      of((run) => run.cpu),
      2,
    );
    const size = median(of((run) => run.size)).toFixed(0);
    process.stdout.write(`${name}, ${size} MB: ${cpu} s of CPU, ${added} MB beside the run\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
