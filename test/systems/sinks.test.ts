import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { listen, pem } from "../http/https-server.ts";
import { azureReceiver, azureSettings } from "../sinks/receivers/azure-receiver.ts";
import { elasticsearchReceiver } from "../sinks/receivers/elasticsearch-receiver.ts";
import { readMessage, unframe } from "../sinks/receivers/rfc5424.ts";
import { splunkReceiver } from "../sinks/receivers/splunk-receiver.ts";
import { webhookReceiver } from "../sinks/receivers/webhook-receiver.ts";
import { startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const key = `whsec_${Buffer.from("a secret of at least 24 bytes").toString("base64")}`;
const env = { HEC: "token", HOOK: key, ES: "key", ID: "app", SECRET: "azure" };

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A syslog daemon that keeps messages; over TLS with a certificate of the tests' authority. */
async function syslogReceiver(tls: boolean) {
  const streams: Buffer[] = [];
  const take = (socket: NodeJS.ReadableStream): void => {
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("end", () => streams.push(Buffer.concat(chunks)));
    socket.on("error", () => undefined);
  };
  const server = tls
    ? createTlsServer({ key: pem("good.key"), cert: pem("good") }, take)
    : createServer(take);
  const port = await listen(server);
  closing.push(() => server.close());
  return { port, ids: () => streams.flatMap(unframe).map((bytes) => readMessage(bytes).parameters["id"]) };
}

async function receivers() {
  const [hec, plain, secure, azure, search, hook] = await Promise.all([
    splunkReceiver({ token: "token", acknowledgeAfter: 1 }),
    syslogReceiver(false),
    syslogReceiver(true),
    azureReceiver("azure"),
    elasticsearchReceiver("ApiKey key"),
    webhookReceiver(key),
  ]);
  const authority = join(import.meta.dirname, "../http/certificates/authority.pem");
  const sinks = {
    hec: { to: "splunk-hec", url: hec.origin, token: { env: "HEC" } },
    plain: { to: "syslog", url: `tcp://127.0.0.1:${plain.port}` },
    secure: { to: "syslog", url: `tls://127.0.0.1:${secure.port}`, caFile: authority },
    azure: { to: "azure-logs", ...azureSettings(azure) },
    search: { to: "elasticsearch", url: search.origin, index: "audit", apiKey: { env: "ES" } },
    hook: { to: "webhook", url: hook.origin, secret: { env: "HOOK" } },
    disk: { to: "file", path: "events.ndjson" },
  };
  const targets = [
    hec.origin,
    `tcp://127.0.0.1:${plain.port}`,
    `tls://127.0.0.1:${secure.port}`,
    azure.origin,
    azure.login.origin,
    search.origin,
    hook.origin,
  ];
  return { hec, plain, secure, azure, search, hook, sinks, targets };
}

describe.each(surfaces)("S3 sinks, %s", (api) => {
  it("3.7 every sink takes every event once, in batches, however often it was away", async () => {
    const there = await receivers();
    for (const receiver of [there.hec, there.azure, there.search, there.hook])
      receiver.faults.push({ reply: { status: 503, headers: { "Retry-After": "1" } } }, { cut: "before" });
    const collector = {
      bylaw: 1,
      collector: "audit",
      title: "Audit events",
      source: "genesyscloud.audit_events_realtime",
      overlap: "P3D",
      sinks: Object.fromEntries(
        Object.entries(there.sinks).map(([name, sink]) => [name, { ...sink, batchCount: 40 }]),
      ),
    };
    const cwd = org.project(api, { "audit.collector.yaml": JSON.stringify(collector) });
    const allowed = there.targets.flatMap((target) => ["--allow-target", target]);
    const args = ["collect", "audit.collector.yaml", "--once", "--json", ...allowed];
    const ended = await org.run(cwd, args, { env });
    expect(ended).toMatchObject({ status: 0 });
    const told = JSON.parse(ended.stdout);
    expect(told.counts.events).toBeGreaterThan(80);
    for (const sink of told.sinks) expect(sink).toMatchObject({ pending: 0, delivered: told.counts.events });
    const ids = readFileSync(join(cwd, "events.ndjson"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => String(JSON.parse(line).id))
      .sort();
    const idOf = (taken: string): string => taken.split("/")[1] ?? "";
    expect(there.hec.taken.map(idOf).sort()).toEqual(ids);
    expect(there.azure.taken.map(idOf).sort()).toEqual(ids);
    expect(there.hook.taken.map(idOf).sort()).toEqual(ids);
    expect(there.plain.ids().sort()).toEqual(ids);
    expect(there.secure.ids().sort()).toEqual(ids);
    expect(there.search.documents.size).toBe(ids.length);
    expect(there.hook.seen.filter(({ path }) => path === "/").length).toBeGreaterThan(3);
  });

  it("3.7 a target that the operator did not allow gets nothing, and what waits is kept", async () => {
    const hook = await webhookReceiver(key);
    const sinks = { hook: { to: "webhook", url: hook.origin, secret: { env: "HOOK" } } };
    const collector = {
      bylaw: 1,
      collector: "audit",
      title: "t",
      source: "genesyscloud.audit_events_realtime",
      overlap: "P3D",
      every: "PT1S",
      sinks,
    };
    const cwd = org.project(api, { "audit.collector.yaml": JSON.stringify(collector) });
    const args = ["collect", "audit.collector.yaml", "--once", "--json"];
    const refused = await org.run(cwd, args, { env });
    expect(refused).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("not among the allowed targets"),
    });
    expect(hook.seen).toEqual([]);
    const { sinks: waiting } = JSON.parse(refused.stdout);
    expect(waiting[0].pending).toBeGreaterThan(0);
    const allowed = await org.run(cwd, [...args, "--allow-target", hook.origin], { env });
    expect(allowed).toMatchObject({ status: 0 });
    expect(hook.taken.length).toBe(waiting[0].pending);
  });
});

it("1.7 Elasticsearch takes an export in bulk, each event once", async () => {
  const search = await elasticsearchReceiver("ApiKey key");
  const args = [
    "export",
    "genesyscloud.audit_events",
    "--from",
    "2026-10-29T00:00:00Z",
    "--to",
    "2026-10-31T00:00:00Z",
  ];
  const to = `elasticsearch:${search.origin}?index=audit&apiKey=env:ES`;
  const run = () =>
    org.run(org.project("guide"), [...args, "--to", to, "--allow-target", search.origin], { env });
  expect(await run()).toMatchObject({ status: 0 });
  const first = search.documents.size;
  expect(first).toBeGreaterThan(50);
  expect(await run()).toMatchObject({ status: 0 });
  expect(search.documents.size).toBe(first);
});
