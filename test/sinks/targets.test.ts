import type { LookupAddress } from "node:dns";
import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";
import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { permitTarget } from "../../src/sinks/network/permit-target.ts";
import { isPublicAddress } from "../../src/sinks/network/public-address.ts";
import { webhook } from "../../src/sinks/webhook.ts";
import { listen, pem } from "../http/https-server.ts";
import { delivery, lend, open } from "./lend.ts";

describe("public addresses", () => {
  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "168.63.129.16"],
    ...["169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1"],
    ...["192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"],
    ...["224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "::127.0.0.1",
      "::ffff:127.0.0.1",
      "::ffff:8.8.8.8",
      "::ffff:a9fe:a9fe",
      "::ffff:0:8.8.8.8",
    ],
    ...["64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:20::1", "2001:db8::1"],
    ...[
      "2002:7f00:1::",
      "3fff::1",
      "5f00::1",
      "fc00::1",
      "fd00:ec2::254",
      "fe80::1",
      "fe80::1%eth0",
      "fec0::1",
    ],
    ...["ff02::1", "2600::1%eth0", "", "nonsense", "127.1", "0x7f.0.0.1", "2130706433"],
  ])("%s is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    "8.8.8.8",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "192.0.1.1",
    "2600::1",
    "2a00:1450:4001::1",
  ])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe("targets", () => {
  const allowed = [
    "https://siem.example:8088",
    "tls://logs.example:6514",
    "http://127.0.0.1:8088",
    "https://other.example/path",
  ];
  const permit = (url: string, targets: readonly string[] = allowed) => permitTarget("url", url, targets);

  it.each([
    "https://siem.example:8088/services/collector",
    "https://SIEM.example:8088",
    "tls://LOGS.example:6514",
    "http://127.0.0.1:8088/x",
    "http://127.1:8088/x",
    "http://0x7f000001:8088/x",
    "http://2130706433:8088/x",
    "http://0177.0.0.1:8088/x",
    "http://017700000001:8088/x",
    "http://127.0.0.1.:8088/x",
    "http://１２７.0.0.1:8088/x",
  ])("%s is one that is allowed", (url) => {
    expect(permit(url)).toMatchObject({ ok: true });
  });

  it.each([
    "https://siem.example",
    "https://siem.example:8089",
    "http://siem.example:8088",
    "tcp://logs.example:6514",
    "tls://logs.example",
    "https://siem.example.evil.example:8088",
    "https://siem.example:8088@evil.example",
    "https://user:password@siem.example:8088",
    "https://evil.example\\@siem.example:8088",
    "https://siem.example.:8088",
    "https://other.example/path",
    "http://localhost:8088",
    "http://[::1]:8088",
    "http://[::ffff:127.0.0.1]:8088",
    "http://[::127.0.0.1]:8088",
    "http://localhost.:8088",
    "http://127.0.0.1:80880",
    "https://169.254.169.254",
    "https://2852039166",
    "https://[fd00:ec2::254]",
    "http://127.0.0.2:8088",
    "ftp://siem.example:8088",
    "file:///etc/passwd",
    "//siem.example:8088",
    "siem.example:8088",
    "",
  ])("%s is not", (url) => {
    expect(permit(url)).toMatchObject({ ok: false });
  });

  it("allows addresses that are named for the protocol and the port", () => {
    const named = permit("https://siem.example:8088", [
      "https://siem.example:8088",
      "https://10.0.0.5:8088",
      "https://[fd00::5]:8088",
    ]);
    const other = permit("https://siem.example:8088", [
      "https://siem.example:8088",
      "https://10.0.0.5:9999",
      "http://10.0.0.5:8088",
    ]);
    const may = (found: typeof named, address: string) => found.ok && found.mayConnect(address);
    expect(
      ["10.0.0.5", "fd00::5", "fd00:0:0::5", "10.0.0.6", "8.8.8.8"].map((each) => may(named, each)),
    ).toEqual([true, true, true, false, true]);
    expect(may(other, "10.0.0.5")).toBe(false);
  });
});

describe("names", () => {
  /** A resolver that gives these answers in turn, the last one for ever. */
  function resolver(...answers: readonly string[][]) {
    const asked: string[] = [];
    const lookup: LookupFunction = (hostname, _options, callback) => {
      const found = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(hostname);
      const addresses: LookupAddress[] = found.map((address) => ({
        address,
        family: address.includes(":") ? 6 : 4,
      }));
      setImmediate(() => callback(null, addresses));
    };
    return { lookup, asked };
  }

  async function start(answers: readonly string[][], more: (port: number) => readonly string[]) {
    const seen: string[] = [];
    const server = createServer({ cert: pem("good"), key: pem("good.key") }, (request, response) => {
      seen.push(String(request.headers.host));
      response.writeHead(204, { connection: "close" }).end();
    });
    const port = await listen(server);
    const origin = `https://api.example.test:${port}`;
    const { lookup, asked } = resolver(...answers);
    const host = lend([origin, ...more(port)], { KEY: "key" });
    const caFile = new URL("../http/certificates/authority.pem", import.meta.url).pathname;
    const sink = await open(
      webhook({ lookup }),
      { url: origin, secret: { env: "KEY" }, caFile, timeout: "PT2S" },
      host,
    );
    return { sink, seen, asked };
  }

  it.each([["127.0.0.1"], ["::1"], ["169.254.169.254"], ["::ffff:127.0.0.1"], ["10.0.0.1", "fe80::1"]])(
    "that lead to %s are not connected to",
    async (...addresses) => {
      const { sink, seen } = await start([addresses], () => []);
      expect(await sink.deliver([delivery("a")])).toEqual({
        ok: false,
        lasting: true,
        problem: "webhook: the name leads to an address that is not allowed",
      });
      expect(seen).toEqual([]);
    },
  );

  it("are left to a proxy where the environment names one", async () => {
    const asked: string[] = [];
    const proxy = createPlainServer();
    proxy.on("connect", (request, socket) => {
      asked.push(String(request.url));
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    const HTTPS_PROXY = `http://127.0.0.1:${await listen(proxy)}`;
    const host = lend(["https://siem.example"], { KEY: "key", HTTPS_PROXY });
    const config = { url: "https://siem.example/in", secret: { env: "KEY" }, timeout: "PT2S" };
    const { lookup, asked: names } = resolver(["127.0.0.1"]);
    const sink = await open(webhook({ lookup }), config, host);
    expect(await sink.deliver([delivery("a")])).toMatchObject({ ok: false });
    expect([asked, names]).toEqual([["siem.example:443"], []]);
  });

  it("may lead to an address that the operator names", async () => {
    const { sink, seen } = await start([["127.0.0.1"]], (port) => [`https://127.0.0.1:${port}`]);
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(seen).toHaveLength(1);
  });

  it("that lead elsewhere the next time are checked the next time", async () => {
    const { sink, seen, asked } = await start([["127.0.0.1"], ["127.0.0.2"]], (port) => [
      `https://127.0.0.1:${port}`,
    ]);
    expect(await sink.deliver([delivery("a")])).toMatchObject({ ok: true });
    expect(await sink.deliver([delivery("b")])).toMatchObject({ ok: false, lasting: true });
    expect(seen).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it("are used where one of their addresses may be, and only that", async () => {
    const { sink, seen } = await start([["169.254.169.254", "127.0.0.1"]], (port) => [
      `https://127.0.0.1:${port}`,
    ]);
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(seen).toHaveLength(1);
  });
});
