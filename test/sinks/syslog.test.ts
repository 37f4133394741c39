import { createServer, type LookupFunction, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { syslog } from "../../src/sinks/syslog.ts";
import { listen, pem } from "../http/https-server.ts";
import { delivery, lend, open, openOrSay } from "./lend.ts";
import { readMessage, unframe } from "./receivers/rfc5424.ts";

/** A receiver that keeps what it reads, and does as told with each connection. */
async function start(
  behave: (socket: Socket, nth: number) => void = () => undefined,
  config: JsonObject = {},
) {
  const streams: Buffer[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("end", () => streams.push(Buffer.concat(chunks)));
    socket.on("error", () => undefined);
    behave(socket, ++connections);
  });
  const port = await listen(server);
  const url = `tcp://127.0.0.1:${port}`;
  const host = lend([url]);
  const sink = await open(syslog(), { url, timeout: "PT1S", ...config }, host);
  return { sink, host, streams, messages: () => streams.flatMap(unframe).map(readMessage) };
}

describe("syslog", () => {
  it("frames every row by its length in bytes", async () => {
    const { sink, messages } = await start();
    const batch = [delivery("ä", { n: "1 2\n3" }, { n: 2 }), delivery("b")];
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    expect(messages().map(({ parameters, text }) => [parameters["id"], parameters["row"], text])).toEqual([
      ["ä", "0", '{"n":"1 2\\n3"}'],
      ["ä", "1", '{"n":2}'],
      ["b", "0", '{"action":"UPDATE","user":"Zoë"}'],
    ]);
    expect(messages()[0]).toMatchObject({
      priority: 16 * 8 + 6,
      timestamp: "2026-03-31T12:00:00.123Z",
      hostname: "-",
      appName: "bylaw",
      procId: "-",
      msgId: "audit",
      sdId: "bylaw@32473",
    });
  });

  const broken: readonly (readonly [string, (socket: Socket) => void, string])[] = [
    ["resets at once", (socket) => socket.resetAndDestroy(), "ECONNRESET"],
    ["closes by itself without reading", (socket) => socket.pause().end(), "by itself"],
    ["resets after it read", (socket) => socket.once("data", () => socket.resetAndDestroy()), "ECONNRESET"],
    [
      "resets when the end comes",
      (socket) => socket.once("end", () => socket.resetAndDestroy()),
      "ECONNRESET",
    ],
    ["reads nothing", (socket) => socket.pause(), "not taken within 1 s"],
  ];

  it.each(broken)("a receiver that %s has taken nothing", async (_what, behave, problem) => {
    const { sink } = await start((socket, nth) => {
      if (nth === 1) behave(socket);
    });
    const batch = [delivery("a", { filler: "x".repeat(4000) })];
    expect(await sink.deliver(batch)).toEqual({
      ok: false,
      lasting: false,
      problem: expect.stringContaining(problem),
    });
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
  });

  it("waits for a receiver that reads slowly", async () => {
    const { sink, streams } = await start(
      (socket) => {
        socket.pause();
        setTimeout(() => socket.resume(), 200);
      },
      { timeout: "PT5S", maxMessageBytes: 8_000_000 },
    );
    expect(await sink.deliver([delivery("a", { filler: "x".repeat(6_000_000) })])).toEqual({
      ok: true,
      rejected: [],
    });
    expect(streams[0]?.byteLength).toBeGreaterThan(6_000_000);
  });

  it("need not wait for a receiver that never closes", async () => {
    const server = createServer({ allowHalfOpen: true }, (socket) => socket.resume());
    const url = `tcp://127.0.0.1:${await listen(server)}`;
    const strict = await open(syslog(), { url, timeout: "PT0.3S" }, lend([url]));
    expect(await strict.deliver([delivery("a")])).toMatchObject({ ok: false });
    const lenient = await open(syslog(), { url, timeout: "PT0.3S", confirm: "written" }, lend([url]));
    expect(await lenient.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
  });

  it("sends nothing where all is too long", async () => {
    const { sink, streams } = await start();
    expect(await sink.deliver([delivery("a", { n: 1 }, { filler: "ä".repeat(4100) })])).toMatchObject({
      ok: true,
      rejected: [{ index: 0 }],
    });
    expect(streams).toEqual([]);
  });

  it("stops when it is told to", async () => {
    const { sink, host } = await start((socket) => socket.pause(), { timeout: "PT9S" });
    const delivering = sink.deliver([delivery("a")]);
    await pause(50);
    host.controller.abort(new Error("stop"));
    await expect(delivering).rejects.toThrow("stop");
  });

  it("connects to no private address under a name", async () => {
    const lookup: LookupFunction = (_name, _options, callback) => {
      setImmediate(() => callback(null, [{ address: "127.0.0.1", family: 4 }]));
    };
    const server = createServer((socket) => socket.resume());
    const port = await listen(server);
    const url = `tcp://logs.example:${port}`;
    const sink = await open(syslog({ lookup }), { url }, lend([url]));
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: true,
      problem: "syslog: the name leads to an address that is not allowed",
    });
    const named = await open(syslog({ lookup }), { url }, lend([url, `tcp://127.0.0.1:${port}`]));
    expect(await named.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
  });
});

describe("syslog over TLS", () => {
  const path = (name: string) => join(import.meta.dirname, "../http/certificates", `${name}.pem`);

  async function startTls(certificate: string, config: JsonObject = {}, more: TlsOptions = {}) {
    const clients: string[] = [];
    const options = { cert: pem(certificate), key: pem(`${certificate}.key`), ...more };
    const server = createTlsServer(options, (socket) => {
      clients.push(String(socket.getPeerCertificate().subject?.CN));
      socket.resume();
    });
    server.on("tlsClientError", () => undefined);
    const url = `tls://127.0.0.1:${await listen(server)}`;
    const settings = { url, caFile: path("authority"), timeout: "PT2S", ...config };
    return { clients, sink: await open(syslog(), settings, lend([url])) };
  }

  it("delivers to a receiver with a good certificate", async () => {
    const { sink, clients } = await startTls("good");
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(clients).toEqual(["undefined"]);
  });

  it.each([
    ["expired", "CERT_HAS_EXPIRED"],
    ["other-host", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["untrusted", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ])("does not deliver to one with a certificate that is %s", async (certificate, code) => {
    const { sink } = await startTls(certificate);
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: false,
      problem: `syslog: the connection failed (${code})`,
    });
  });

  it("shows its own certificate", async () => {
    const own = { certFile: path("good"), keyFile: path("good.key") };
    const { sink, clients } = await startTls("good", own, { requestCert: true, ca: pem("authority") });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(clients).toEqual(["good"]);
  });

  it("is not delivered where its own certificate is missed", async () => {
    const { sink } = await startTls(
      "good",
      {},
      { requestCert: true, rejectUnauthorized: true, ca: pem("authority") },
    );
    expect(await sink.deliver([delivery("a")])).toMatchObject({ ok: false });
  });
});

describe("syslog: settings", () => {
  const url = "tls://logs.example:6514";
  const say = (config: JsonObject) =>
    openOrSay(syslog(), { url, ...config }, lend([url, "https://logs.example:6514"]));

  it.each([
    [{ url: "https://logs.example:6514" }, "tls://host:port"],
    [{ url: "tcp://logs.example:6514" }, "not among the allowed targets"],
    [{ caFile: "none.pem" }, "caFile cannot be read"],
  ])("%j: %s", async (config, problem) => {
    expect(await say(config)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it.each([
    { facility: "local8" },
    { severity: { field: "level" } },
    { appName: "with space" },
    { enterprise: 0 },
    { structuredData: ["id"] },
    { structuredData: ["a=b"] },
    { certFile: "a.pem" },
  ])("does not accept %j", async (config) => {
    await expect(say(config)).rejects.toThrow("not valid");
  });
});
