// Collects audit events into SQLite and into a real rsyslogd. Usage: node bench/collect.mjs [events]
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { installRsyslog, rsyslogd } from "../test/sinks/receivers/rsyslogd.ts";
import { collectAll, startOrg } from "./collect/collector-run.mjs";

const org = await startOrg(Number(process.argv[2] ?? 1_000_000));

function tell(name, { folder: _, said, ...figures }, kept) {
  const rounded = Object.entries(figures).map(([key, value]) => [key, Math.round(value * 10) / 10]);
  console.log(JSON.stringify({ sink: name, events: org.count, kept, ...Object.fromEntries(rounded) }));
  if (kept !== org.count) process.exitCode = 1;
  if (said.includes("failed")) console.error(said);
}

const intoSqlite = await collectAll(org, "{ to: sqlite, path: events.db }");
const database = new DatabaseSync(join(intoSqlite.folder, "events.db"), { readOnly: true });
tell("sqlite", intoSqlite, database.prepare("SELECT count(*) AS n FROM raw_records").get().n);
database.close();

const installed = installRsyslog();
if ("missing" in installed) console.error(`left out: ${installed.missing}`);
else {
  const daemon = await rsyslogd(installed.root);
  const target = `tcp://127.0.0.1:${daemon.port}`;
  const intoSyslog = await collectAll(org, `{ to: syslog, url: "${target}", timeout: PT1M }`, [target]);
  await daemon.settled(org.count);
  const ids = new Set(daemon.understood().map(({ sd }) => / id="([^"]+)"/.exec(sd)?.[1]));
  tell("syslog", intoSyslog, ids.size);
  await daemon.stop();
}
await org.simulator.close();
