import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../src/simulator/index.ts";
import { randomFor } from "../../src/simulator/org/random.ts";
import { bylaw, folderWith } from "../scenarios/bylaw.ts";

const present = Date.parse("2026-11-01T09:00:00Z");
const day = 86_400_000;
const file = "audit.collector.yaml";

/** Small pages, so that there are many moments; some events are dead letters, and not all go everywhere. */
const collector = `bylaw: 1
collector: audit
title: Audit events
source: genesyscloud.audit_events_realtime
with: { pageSize: 4 }
overlap: P1D
map: "entityType != 'Group' ? $"
sinks: { db: { to: sqlite, path: all.db }, cold: { to: ndjson, path: cold } }
routes: [{ when: "entityType = 'Skill'", to: [cold] }, { to: [db, cold] }]
`;

interface Killed {
  readonly kills: number;
  /** What is lost, twice, or was acknowledged too early. */
  readonly problems: readonly string[];
  readonly events: number;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended by itself.
  }
}

function databaseIds(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, "all.db"), { readOnly: true });
  const rows = database.prepare("SELECT id FROM raw_records ORDER BY id").all();
  database.close();
  return rows.map(({ id }) => String(id));
}

function fileIds(folder: string): readonly string[] {
  return readdirSync(join(folder, "cold", "raw"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").trimEnd().split("\n"))
    .map((line) => String(JSON.parse(line).id))
    .sort();
}

/** Ids of dead letters; one may be there twice, when the process ended between the letter and the state. */
function deadIds(folder: string): readonly string[] {
  const path = join(folder, ".bylaw/collectors/audit.db.dead-letters.ndjson");
  const lines = readFileSync(path, "utf8").split("\n");
  const ids = lines.flatMap((line) => {
    try {
      return [String(JSON.parse(line).id)];
    } catch {
      // A line that was torn by a kill is written again.
      return [];
    }
  });
  return [...new Set(ids)].sort();
}

/** What is wrong with a list, given the right one. */
function compare(name: string, wanted: readonly string[], got: readonly string[]): readonly string[] {
  const there = new Set(got);
  const right = new Set(wanted);
  return [
    ...(there.size === got.length ? [] : [`${name}: ${got.length - there.size} twice`]),
    ...wanted.filter((id) => !there.has(id)).map((id) => `${name}: lost ${id}`),
    ...got.filter((id) => !right.has(id)).map((id) => `${name}: unknown ${id}`),
  ];
}

async function startOrg() {
  const state = { asked: 0, after: Number.POSITIVE_INFINITY, then: (): void => undefined };
  const simulator: Simulator = await startSimulator({
    seed: 7,
    size: "small",
    now: present,
    limits: { perMinute: 1e6, perMinuteOfOrganization: 1e6 },
    observe: () => {
      if (++state.asked === state.after) state.then();
    },
  });
  return { simulator, state };
}

/**
 * Collects with processes that are killed (SIGKILL) at random moments, each resumed by the next a little later in
 * the org's time, and compares what the sinks have at the end with what one undisturbed process delivers.
 */
export async function killCollectors(kills: number, seed: number): Promise<Killed> {
  const { simulator, state } = await startOrg();
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} }`;
  const files = { "bylaw.yaml": `bylaw: 1\ntenants:\n  org: ${tenant}\n`, [file]: collector };
  const env = { ID: clientId, SECRET: clientSecret };
  const begin = present - 13 * day;
  const run = (cwd: string, now: number, meddle?: (pid: number) => void) =>
    bylaw(
      ["collect", file, "--once", "--json", "--from", new Date(begin).toISOString()].concat(
        "--now",
        new Date(now).toISOString(),
      ),
      { cwd, env, ...(meddle === undefined ? {} : { meddle: ({ pid = 0 }) => meddle(pid) }) },
    );

  const undisturbed = folderWith(files);
  const first = await run(undisturbed, present);
  if (first.status !== 3) throw new Error(first.stderr);
  const whole = state.asked;
  const random = randomFor("kill-collector", seed);
  const problems: string[] = [];
  let killed = 0;
  let events = 0;
  while (killed < kills) {
    const folder = folderWith(files);
    let now = begin + day;
    let mark = 0;
    for (;;) {
      const last = killed >= kills || now >= present;
      now = Math.min(present, now);
      state.asked = 0;
      const ended = await run(folder, now, (pid) => {
        if (last && random.between(0, 2) === 0) return;
        // Some moments come after the last request, while sinks are served.
        state.after = random.between(1, Math.max(2, Math.ceil((whole * (now - begin)) / (present - begin))));
        const later = random.between(0, 2) === 0 ? 400 : 60;
        state.then = () => void setTimeout(random.between(0, later)).then(() => kill(pid));
      });
      state.after = Number.POSITIVE_INFINITY;
      if (ended.signal === "SIGKILL") killed++;
      else if (ended.status !== 0 && ended.status !== 3) throw new Error(ended.stderr);
      const told = await bylaw(["collect", file, "--status", "--json"], { cwd: folder, env });
      if (told.status === 0) {
        const { acknowledgedUntil, readUntil } = JSON.parse(told.stdout);
        const acknowledged = Date.parse(acknowledgedUntil);
        if (acknowledged < mark) problems.push("the mark went back");
        if (acknowledged > Date.parse(readUntil)) problems.push("acknowledged before it was read");
        mark = acknowledged;
      }
      if (now === present && ended.signal === null) {
        events += JSON.parse(ended.stdout).counts.events;
        if (mark !== present) problems.push("not everything was acknowledged");
        break;
      }
      now += random.between(1, 3 * 24) * 3_600_000;
    }
    problems.push(
      ...compare("db", databaseIds(undisturbed), databaseIds(folder)),
      ...compare("cold", fileIds(undisturbed), fileIds(folder)),
      ...compare("dead", deadIds(undisturbed), deadIds(folder)),
    );
  }
  await simulator.close();
  return { kills: killed, problems, events };
}
