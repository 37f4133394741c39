// Collects audit events into SQLite and into a real rsyslogd. Usage: node bench/collect.mjs [events] [sqlite] [syslog]
import { createReadStream, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { installRsyslog, rsyslogd } from "../test/sinks/receivers/rsyslogd.ts";
import { collectAll, startOrg } from "./collect/collector-run.mjs";

const [events = "1000000", ...chosen] = process.argv.slice(2);
const org = await startOrg(Number(events));

function tell(name, { folder: _, said, ...figures }, kept) {
  const rounded = Object.entries(figures).map(([key, value]) => [key, Math.round(value * 10) / 10]);
  console.log(JSON.stringify({ sink: name, events: org.count, kept, ...Object.fromEntries(rounded) }));
  if (kept !== org.count) process.exitCode = 1;
  if (said.includes("failed")) console.error(said);
}

/** Waits until a file no longer grows. */
async function settled(path) {
  for (let size = -1; size < statSync(path).size; ) {
    size = statSync(path).size;
    await setTimeout(2_000);
  }
}

/** What a million messages make is too long for a string. */
async function idsIn(path) {
  const ids = new Set();
  for await (const line of createInterface(createReadStream(path))) {
    const id = / id="([^"]+)"/.exec(JSON.parse(line).sd)?.[1];
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

const sinks = {
  async sqlite() {
    const intoSqlite = await collectAll(org, "{ to: sqlite, path: events.db }");
    const database = new DatabaseSync(join(intoSqlite.folder, "events.db"), { readOnly: true });
    tell("sqlite", intoSqlite, database.prepare("SELECT count(*) AS n FROM raw_records").get().n);
    database.close();
  },
  async syslog() {
    const installed = installRsyslog();
    if ("missing" in installed) return console.error(`left out: ${installed.missing}`);
    const daemon = await rsyslogd(installed.root);
    const target = `tcp://127.0.0.1:${daemon.port}`;
    const intoSyslog = await collectAll(org, `{ to: syslog, url: "${target}", timeout: PT1M }`, [target]);
    await settled(daemon.written);
    tell("syslog", intoSyslog, (await idsIn(daemon.written)).size);
    await daemon.stop();
  },
};

for (const name of chosen.length > 0 ? chosen : Object.keys(sinks)) await sinks[name]();
await org.simulator.close();
