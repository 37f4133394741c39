import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { syslog } from "../../src/sinks/syslog.ts";
import { deliverAll, delivery, lend, now, open } from "./lend.ts";
import { installRsyslog, type Rsyslogd, rsyslogd, type ServerFiles } from "./receivers/rsyslogd.ts";

const installed = installRsyslog();
const root = "root" in installed ? installed.root : "";
const title =
  "missing" in installed ? `syslog to rsyslogd (left out: ${installed.missing})` : "syslog to rsyslogd";

const certificates = join(import.meta.dirname, "../http/certificates");
const pem = (name: string) => join(certificates, `${name}.pem`);
const files: ServerFiles = {
  ca: pem("authority"),
  cert: pem("good"),
  key: pem("good.key"),
  askForCertificate: false,
};

const running: Rsyslogd[] = [];
afterEach(async () => {
  for (const daemon of running.splice(0)) await daemon.stop("SIGKILL");
});

async function start(config: JsonObject = {}, tls?: ServerFiles) {
  const daemon = await rsyslogd(root, tls);
  running.push(daemon);
  const url = `${tls === undefined ? "tcp" : "tls"}://127.0.0.1:${daemon.port}`;
  const settings = { url, timeout: "PT5S", ...(tls === undefined ? {} : { caFile: tls.ca }), ...config };
  return { daemon, sink: await open(syslog(), settings, lend([url])) };
}

describe.skipIf("missing" in installed)(title, () => {
  it("is understood", async () => {
    const { daemon, sink } = await start({
      facility: "audit",
      severity: { field: "level", values: { ERROR: "err" }, otherwise: "notice" },
      appName: { field: "app", otherwise: "bylaw" },
      hostname: "genesys.example",
      structuredData: ["user", "count", "none"],
      message: "text",
    });
    const row = {
      level: "ERROR",
      app: "Architect flow",
      user: 'a"b]c\\d',
      count: 3,
      text: "Grüße 🚀, line\nbreak",
    };
    const batch = [delivery("a", row), delivery('i"d]\\', { level: "INFO", n: 1 })];
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    const [first, second] = await daemon.settled(2);
    expect(first).toEqual({
      pri: "107",
      time: new Date(now).toISOString(),
      host: "genesys.example",
      app: "Architect_flow",
      msgid: "audit",
      sd: '[bylaw@32473 organization="org-1" id="a" row="0" kind="audit" user="a\\"b\\]c\\\\d" count="3"]',
      msg: "Grüße 🚀, line#012break",
    });
    expect(second).toMatchObject({
      pri: "109",
      app: "bylaw",
      sd: '[bylaw@32473 organization="org-1" id="i\\"d\\]\\\\" row="0" kind="audit"]',
    });
    expect(JSON.parse(second?.msg ?? "")).toEqual({ level: "INFO", n: 1 });
  });

  it("takes messages of 100 KB whole, and rejects what is longer than it may be", async () => {
    const { daemon, sink } = await start({ maxMessageBytes: 200_000 });
    const long = "ä€🚀".repeat(11_200);
    const batch = [delivery("a", { long }), delivery("b", { long: long.repeat(3) }), delivery("c")];
    expect(await sink.deliver(batch)).toEqual({
      ok: true,
      rejected: [{ index: 1, reason: expect.stringMatching(/^Its message has \d+ bytes, more than 200000/) }],
    });
    const understood = await daemon.settled(2);
    expect(understood).toHaveLength(2);
    expect(JSON.parse(understood[0]?.msg ?? "")).toEqual({ long });
  });

  it("keeps 2,000 messages in order, over a restart too", async () => {
    const { daemon, sink } = await start();
    const batch = (from: number) =>
      Array.from({ length: 500 }, (_, n) =>
        delivery(`r${from + n}`, { text: `${from + n}\n<13>1 not a message` }),
      );
    expect(await sink.deliver(batch(0))).toMatchObject({ ok: true });
    expect(await sink.deliver(batch(500))).toMatchObject({ ok: true });
    await daemon.stop();
    expect(await sink.deliver(batch(1000))).toEqual({
      ok: false,
      lasting: false,
      problem: "syslog: the connection failed (ECONNREFUSED)",
    });
    await daemon.start();
    expect(await sink.deliver(batch(1000))).toMatchObject({ ok: true });
    expect(await sink.deliver(batch(1500))).toMatchObject({ ok: true });
    const understood = await daemon.settled(2000);
    const ids = understood.map(({ sd }) => /id="([^"]+)"/.exec(sd)?.[1]);
    expect(ids).toEqual(Array.from({ length: 2000 }, (_, n) => `r${n}`));
  });

  it("loses nothing to restarts in the middle of the work", async () => {
    const { daemon, sink } = await start();
    const restarts = (async () => {
      for (let turn = 0; turn < 4; turn++) {
        await daemon.stop();
        await daemon.start();
        await new Promise((later) => setTimeout(later, 60));
      }
    })();
    const ids: string[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const batch = Array.from({ length: 100 }, (_, n) =>
        delivery(`${turn}-${n}`, { filler: "x".repeat(500) }),
      );
      ids.push(...batch.map(({ id }) => id));
      const outcomes = await deliverAll(sink, batch, 2000);
      expect(outcomes.at(-1)).toEqual({ ok: true, rejected: [] });
    }
    await restarts;
    const understood = await daemon.settled(3000);
    const found = new Set(understood.map(({ sd }) => /id="([^"]+)"/.exec(sd)?.[1]));
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
  });

  it("speaks TLS to an authority of its own", async () => {
    const { daemon, sink } = await start({}, files);
    expect(await sink.deliver([delivery("a"), delivery("b")])).toEqual({ ok: true, rejected: [] });
    expect(await daemon.settled(2)).toHaveLength(2);
  });

  it("does not trust an authority that it was not told of", async () => {
    const daemon = await rsyslogd(root, files);
    running.push(daemon);
    const url = `tls://127.0.0.1:${daemon.port}`;
    const sink = await open(syslog(), { url, timeout: "PT5S" }, lend([url]));
    expect(await sink.deliver([delivery("a")])).toMatchObject({ ok: false });
    expect(daemon.understood()).toEqual([]);
  });

  it("shows a client's certificate where one is asked for", async () => {
    const strict = { ...files, askForCertificate: true };
    const { daemon, sink } = await start({ certFile: pem("good"), keyFile: pem("good.key") }, strict);
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(await daemon.settled(1)).toHaveLength(1);
    const { daemon: other, sink: without } = await start({}, strict);
    expect(await without.deliver([delivery("a")])).toMatchObject({ ok: false });
    expect(other.understood()).toEqual([]);
  });
});
