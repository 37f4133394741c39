import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSimulator } from "../../src/simulator/index.ts";
import { buildOrg } from "../../src/simulator/org/org.ts";
import { installRsyslog, type Rsyslogd, rsyslogd } from "../sinks/receivers/rsyslogd.ts";
import { type PostgresServer, postgresServer } from "../stores/postgres-server.ts";
import { bylaw, folderWith, type HowToRun } from "./bylaw.ts";
import { file, head, until } from "./collecting.ts";

const installed = installRsyslog();
const title = `outages of real servers${"missing" in installed ? ` (left out: ${installed.missing})` : ""}`;

let database: PostgresServer;
let daemon: Rsyslogd;
beforeAll(async () => {
  if ("missing" in installed) return;
  database = await postgresServer();
  await database.start();
  daemon = await rsyslogd(installed.root);
}, 180_000);
afterAll(async () => {
  await daemon?.stop("SIGKILL");
  await database?.remove();
});

/** An org in the present, of whose events every second one comes late. */
async function startOrg() {
  const options = { seed: 7, size: "small", now: Date.now() } as const;
  const shown = { all: false };
  const simulator = await startSimulator({
    ...options,
    limits: { perMinute: 1e6 },
    showsAudit: (index) => shown.all || index % 2 === 0,
  });
  const { audits } = buildOrg(options);
  const first = audits.firstSince(options.now - 7 * 86_400_000 + 60_000);
  const ids = Array.from({ length: audits.count - first }, (_, n) => audits.at(first + n).id);
  return { simulator, shown, ids };
}

function documents({ url, loginUrl }: { readonly url: string; readonly loginUrl: string }) {
  const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
  const address = `postgres://${database.user}@127.0.0.1:${database.port}/postgres`;
  const postgres = `url: "${address}", password: { env: DB }, tls: "off"`;
  return {
    "bylaw.yaml": `bylaw: 1\ntenants: { org: { provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} } }\n`,
    [file]: head(`every: PT1S
sinks:
  db: { to: postgres, schema: events, ${postgres} }
  log: { to: syslog, url: "tcp://127.0.0.1:${daemon.port}", timeout: PT5S }
state: { postgres: { ${postgres} } }
`),
  };
}

async function idsInDatabase(): Promise<string[]> {
  const owner = await database.connect();
  const { rows } = await owner.query("SELECT id FROM events.raw_records");
  await owner.end();
  return rows.map(({ id }) => String(id));
}

const idsInLog = (): string[] => daemon.understood().map(({ sd }) => / id="([^"]+)"/.exec(sd)?.[1] ?? "");

/** Starts a collector that goes on. */
function start(flags: readonly string[], how: HowToRun) {
  const told = { text: "" };
  let child: ChildProcess | undefined;
  const ended = bylaw(["collect", file, ...flags], {
    ...how,
    meddle: (started) => {
      child = started;
      started.stderr?.on("data", (chunk) => {
        told.text += String(chunk);
      });
    },
  });
  return { told, ended, stop: () => child?.kill("SIGTERM") };
}

describe.skipIf("missing" in installed)(title, () => {
  it("loses nothing while PostgreSQL, which has its state and is a sink, and rsyslogd are away", async () => {
    const { simulator, shown, ids } = await startOrg();
    const env = { ID: simulator.clientId, SECRET: simulator.clientSecret, DB: database.password };
    const targets = [`postgres://127.0.0.1:${database.port}`, `tcp://127.0.0.1:${daemon.port}`];
    const flags = targets.flatMap((target) => ["--allow-target", target]);
    const how = { cwd: folderWith(documents(simulator)), env };
    const told = async () => {
      const ended = await bylaw(["collect", file, "--status", "--json", ...flags], how);
      return ended.status === 0 ? JSON.parse(ended.stdout) : undefined;
    };
    await daemon.stop();
    const running = start(flags, how);
    try {
      await until(() => running.told.text.includes("sink log failed"));
      await until(async () => {
        const { pending, delivered } = (await told())?.sinks[0] ?? {};
        return pending === 0 && delivered > 10;
      });
      expect(await told()).toMatchObject({
        running: true,
        sinks: [{}, { delivered: 0, last: { problem: expect.stringContaining("ECONNREFUSED") } }],
      });
      const second = await bylaw(["collect", file, "--once", ...flags], how);
      expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining("state-locked") });
      await database.stop("SIGINT");
      shown.all = true;
      await until(() => /poll failed.*(refuses connections|broke the connection)/.test(running.told.text));
      const blind = await bylaw(["collect", file, "--status", ...flags], how);
      expect(blind).toMatchObject({ status: 3, stderr: expect.stringContaining("state-unusable") });
      await daemon.start();
      await database.start();
      await until(async () => {
        const { sinks = [], counts } = (await told()) ?? {};
        return (
          counts?.events >= ids.length && sinks.every(({ pending }: { pending: number }) => pending === 0)
        );
      });
      expect((await told()).sinks).toMatchObject([{ deadLetters: 0 }, { deadLetters: 0 }]);
    } finally {
      running.stop();
      await running.ended;
      await simulator.close();
    }
    expect((await running.ended).status).toBe(143);
    expect((await told()).running).toBe(false);
    const kept = await idsInDatabase();
    expect(new Set(kept).size).toBe(kept.length);
    expect(ids.filter((id) => !kept.includes(id))).toEqual([]);
    await daemon.settled(kept.length);
    const logged = new Set(idsInLog());
    expect(kept.filter((id) => !logged.has(id))).toEqual([]);
  }, 120_000);
});
