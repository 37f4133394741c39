// Reads a million audit events over HTTP into a snapshot: peak memory, time, requests.
// Usage: node bench/large-snapshot.mjs [days, 364 by default]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startSimulator } from "../src/simulator/index.ts";

const days = Number(process.argv[2] ?? 364);
const now = "2026-11-01T09:00:00Z";
const bylaw = join(dirname(import.meta.dirname), "bin/run.js");

/** Highest resident set of a process so far, in MB. */
function peakOf(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

const simulator = await startSimulator({
  seed: 1,
  size: "large",
  now: Date.parse(now),
  limits: { perMinute: 1e6 },
});
const { url, loginUrl, clientId, clientSecret } = simulator;
const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));
const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } } }`;
writeFileSync(
  join(folder, "bylaw.yaml"),
  `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  org: ${tenant}\n`,
);
writeFileSync(
  join(folder, "p.policy.yaml"),
  `bylaw: 1
policy: audits
title: Audit events are dated
data: { audits: { source: genesyscloud.audit_events, with: { last: P${days}D } } }
rules: { dated: { check: required-fields, on: audits, with: { fields: [timestamp] } } }
`,
);
async function run(args) {
  const child = spawn(
    process.execPath,
    [...(process.env.NODE_ARGS ?? "").split(" ").filter(Boolean), bylaw, ...args],
    {
      cwd: folder,
      env: { ...process.env, ID: clientId, SECRET: clientSecret },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  let peak = 0;
  const sampling = setInterval(() => {
    try {
      peak = Math.max(peak, peakOf(child.pid) || 0);
    } catch {
      // It has just ended.
    }
  }, 50);
  const started = performance.now();
  const code = await new Promise((done) => child.on("close", done));
  clearInterval(sampling);
  return { code, peak, seconds: (performance.now() - started) / 1000, output };
}
const taken = await run(["snapshot", "snapshot", "--now", now]);
const checked = await run(["check", "--snapshot", "snapshot", "--now", now]);
const [{ records }] = JSON.parse(readFileSync(join(folder, "snapshot/manifest.json"), "utf8")).datasets;
const bytes = statSync(join(folder, "snapshot/001-genesyscloud.audit_events.ndjson")).size;
await simulator.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${records} records, ${Math.round(bytes / 1e6)} MB`);
for (const [name, { code, peak, seconds, output }] of Object.entries({ taken, checked })) {
  console.log(`${name}: exit ${code}, ${seconds.toFixed(0)} s, resident set at most ${peak} MB`);
  if (process.argv.includes("--output")) console.log(output);
}
