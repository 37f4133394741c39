import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { peekState } from "../../src/collector/sqlite/peek-state.ts";
import { startSimulator } from "../../src/simulator/index.ts";
import { buildOrg } from "../../src/simulator/org/org.ts";

const program = join(dirname(dirname(import.meta.dirname)), "bin/run.js");
const file = "bench.collector.yaml";

/** Bytes of memory that a process had at most. */
function peakOf(pid) {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  return 1024 * Number(/VmHWM:\s*(\d+)/.exec(text)?.[1] ?? 0);
}

/** Seconds of processor time that a process took. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** An org in the present, and where a collector begins that is to read its last so many events. */
export async function startOrg(count) {
  const options = { seed: 7, size: "large", now: Date.now() };
  const { audits } = buildOrg(options);
  const begin = audits.at(Math.max(0, audits.count - count)).at;
  const limits = { perMinute: 1e9, perMinuteOfOrganization: 1e9, guide: { requests: 1e9, seconds: 60 } };
  const simulator = await startSimulator({ ...options, limits });
  return { simulator, from: new Date(begin).toISOString(), count: audits.count - audits.firstSince(begin) };
}

/**
 * Collects events with a collector that goes on, until everything is delivered, and stops it.
 *
 * @param sink settings of the sink, as YAML
 * @returns seconds, those of the processor, its memory, and how long after they were read the last events were delivered
 */
export async function collectAll({ simulator, from, count }, sink, targets = []) {
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const folder = mkdtempSync(join(tmpdir(), "bylaw-bench-"));
  const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
  const tenant = `{ provider: genesyscloud, api: guide, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} }`;
  writeFileSync(join(folder, "bylaw.yaml"), `bylaw: 1\ntenants: { org: ${tenant} }\n`);
  writeFileSync(
    join(folder, file),
    `bylaw: 1\ncollector: bench\ntitle: Bench\nsource: genesyscloud.audit_events\nmap: cim\nevery: PT1S\noverlap: PT1M\nsinks: { to: ${sink} }\n`,
  );
  const args = ["collect", file, "--from", from, ...targets.flatMap((target) => ["--allow-target", target])];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ID: clientId, SECRET: clientSecret };
  const begun = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise((done) => {
    child.once("exit", done);
  });
  const seconds = () => (performance.now() - begun) / 1000;
  const state = join(folder, ".bylaw/collectors/bench.db");
  let peak = 0;
  let cpu = 0;
  let read;
  for (;;) {
    await setTimeout(1_000);
    if (child.exitCode !== null) throw new Error(said);
    peak = Math.max(peak, peakOf(child.pid));
    cpu = cpuOf(child.pid);
    const status = peekState(state);
    if (status === undefined || status.counts.events < count) continue;
    read ??= seconds();
    if (status.sinks.every(({ pending }) => pending === 0)) break;
  }
  const took = seconds();
  child.kill("SIGTERM");
  await ended;
  return {
    folder,
    seconds: took,
    cpu,
    eventsPerSecond: count / took,
    peakMB: peak / 2 ** 20,
    lag: took - read,
    said,
  };
}
