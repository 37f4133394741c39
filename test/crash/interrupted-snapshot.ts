import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../src/simulator/index.ts";
import { randomFor } from "../../src/simulator/org/random.ts";
import { bylaw, folderWith } from "../scenarios/bylaw.ts";

const now = "2026-11-01T09:00:00Z";

const policy = `bylaw: 1
policy: everything
title: Reads several kinds of lists
data:
  flows: { source: genesyscloud.flows, with: { pageSize: 10 } }
  ivrs: { source: genesyscloud.ivrs, with: { pageSize: 2 } }
  queues: { source: genesyscloud.queues, with: { pageSize: 1 } }
  logs: { source: genesyscloud.flow_execution_logs, with: { last: P9D } }
  audits: { source: genesyscloud.audit_events, with: { last: P90D, pageSize: 20 } }
rules:
  flows-named: { check: required-fields, on: flows, with: { fields: [name] } }
  ivrs-named: { check: required-fields, on: ivrs, with: { fields: [name] } }
  queues-named: { check: required-fields, on: queues, with: { fields: [name] } }
  logs-dated: { check: required-fields, on: logs, with: { fields: [timestamp] } }
  audits-dated: { check: required-fields, on: audits, with: { fields: [timestamp] } }
`;

/** The manifest without what the reading cost: a query that a killed process left behind makes the next one wait. */
function manifestOf(text: string): string {
  return text.replaceAll(/^ *"(?:requests|retries)": \d+,?$/gm, "");
}

/** Content of every file of a snapshot, by name. */
function contentOf(folder: string): Record<string, string> {
  const hash = (name: string) => {
    const text = readFileSync(join(folder, name), "utf8");
    return createHash("sha256")
      .update(name === "manifest.json" ? manifestOf(text) : text)
      .digest("hex");
  };
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, hash(name)]),
  );
}

export interface CrashResult {
  readonly kills: number;
  /** Requests of the killed processes and the last one together, without logins and connecting. */
  readonly requests: number;
  readonly undisturbed: number;
  readonly equal: boolean;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended by itself; the caller sees how.
  }
}

/** Counts what is asked for data, and can say when so much was asked. */
async function startOrg() {
  const state = { asked: 0, after: Number.POSITIVE_INFINITY, then: (): void => undefined };
  const simulator: Simulator = await startSimulator({
    seed: 7,
    size: "small",
    now: Date.parse(now),
    limits: { perMinute: 1e6 },
    // An audit query that nobody asks about keeps others out for a minute of this clock.
    clock: () => performance.now() * 30,
    observe: ({ path }) => {
      if (path === "/api/v2/organizations/me") return;
      state.asked++;
      if (state.asked === state.after) state.then();
    },
  });
  return { simulator, state };
}

/**
 * Takes a snapshot that is killed (SIGKILL) again and again, each time after some more requests, resumes it,
 * and compares it with one that nobody disturbed.
 *
 * @param kills how often
 */
export async function killSnapshots(kills: number, seed: number): Promise<CrashResult> {
  const { simulator, state } = await startOrg();
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} }`;
  const project = `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  org: ${tenant}\n`;
  const folder = folderWith({ "bylaw.yaml": project, "p.policy.yaml": policy });
  const env = { ID: clientId, SECRET: clientSecret };
  const take = (name: string, flags: readonly string[], meddle?: (pid: number) => void) =>
    bylaw(["snapshot", name, "--now", now, ...flags], {
      cwd: folder,
      env,
      ...(meddle === undefined ? {} : { meddle: ({ pid = 0 }) => meddle(pid) }),
    });

  const first = await take("undisturbed", []);
  if (first.status !== 0) throw new Error(first.stderr);
  const undisturbed = state.asked;
  const random = randomFor("kill", seed);
  let requests = 0;
  let killed = 0;
  let round = 0;
  let equal = true;
  while (killed < kills) {
    const name = `disturbed-${round++}`;
    for (let resumed = false; ; resumed = true) {
      state.asked = 0;
      const steps = killed < kills ? random.between(1, Math.ceil(undisturbed / 4)) : Number.POSITIVE_INFINITY;
      const ended = await take(name, resumed ? ["--resume"] : [], (pid) => {
        state.after = steps;
        // A little later each time, so that the kill also comes while a journal is written.
        state.then = () => setTimeout(() => kill(pid), random.between(0, 6));
      });
      state.after = Number.POSITIVE_INFINITY;
      requests += state.asked;
      if (ended.signal === "SIGKILL") killed++;
      else if (ended.status === 0) break;
      else throw new Error(`${ended.status}: ${ended.stderr}`);
    }
    const [wanted, got] = [contentOf(join(folder, "undisturbed")), contentOf(join(folder, name))];
    equal &&=
      JSON.stringify(wanted) === JSON.stringify(got) && !existsSync(join(folder, name, "journal.bin"));
  }
  await simulator.close();
  return { kills: killed, requests: requests / round, undisturbed, equal };
}
