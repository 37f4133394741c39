import { connect, createServer as createTcpServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { ask, ca, listen, pem, secure } from "./https-server.ts";

describe("row 46: certificates", () => {
  it("of an own authority are trusted when the tenant names it, and only then", async () => {
    const { port, seen } = await secure("good");
    expect(await ask(`https://127.0.0.1:${port}`, { ca })).toMatchObject({ ok: true, status: 200 });
    expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject({
      ok: false,
      reason: { code: "unreachable", message: expect.stringContaining("certificate is not trusted") },
      attempts: 1,
    });
    expect(seen).toEqual(["Bearer CANARY"]);
  });

  it.each([
    ["expired", "expired", {}],
    ["of another host", "other-host", {}],
    ["of an authority that nobody knows", "untrusted", {}],
    ["without the link between", "chained", {}],
  ])("%s end the attempt, and nothing is sent", async (_name, certificate, more) => {
    const { port, seen } = await secure(certificate, more);
    const result = await ask(`https://127.0.0.1:${port}`, { ca });
    expect(result).toMatchObject({ ok: false, attempts: 1, reason: { code: "unreachable" } });
    expect(result.ok ? "" : result.reason.message).toMatch(/certificate is not trusted \([A-Z_0-9]+\)/);
    expect(seen).toEqual([]);
  });

  it("with the link between are trusted", async () => {
    const cert = pem("chained") + pem("intermediate");
    const { port } = await secure("chained", { cert });
    expect(await ask(`https://127.0.0.1:${port}`, { ca })).toMatchObject({ ok: true });
  });

  it("of a server that speaks an old protocol only are not looked at", async () => {
    const { port, seen } = await secure("good", {
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    expect((await ask(`https://127.0.0.1:${port}`, { ca })).ok).toBe(false);
    expect(seen).toEqual([]);
  });

  it("of a server that stalls the handshake are not waited for", async () => {
    const port = await listen(createTcpServer(() => undefined));
    expect(await ask(`https://127.0.0.1:${port}`, { ca })).toMatchObject({
      ok: false,
      reason: { code: "unreachable" },
    });
  });

  it("are not there on a port that speaks plain http", async () => {
    const port = await listen(createTcpServer((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n")));
    expect((await ask(`https://127.0.0.1:${port}`, { ca })).ok).toBe(false);
  });
});

/** A CONNECT proxy; all names lead to one port of this machine. */
async function proxy(target: number, answer: (socket: Socket) => boolean = () => true) {
  const asked: string[] = [];
  const server = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (head) => {
      asked.push(head.toString("latin1"));
      if (!answer(socket)) return;
      const upstream = connect(target, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
    });
  });
  return { url: `http://user:PROXY-SECRET@127.0.0.1:${await listen(server)}`, asked };
}

const origin = "https://api.example.test";

describe("row 47: a proxy", () => {
  it("is gone through, and sees neither token nor path", async () => {
    const { port, seen } = await secure("good");
    const { url, asked } = await proxy(port);
    expect(await ask(origin, { ca, proxy: url })).toMatchObject({ ok: true });
    expect(seen).toEqual(["Bearer CANARY"]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^CONNECT api\.example\.test:443 /);
    expect(asked[0]).not.toMatch(/CANARY|api\/v2/);
  });

  const refusing = (line: string) => (socket: Socket) => {
    socket.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`);
    return false;
  };

  it.each<[string, (socket: Socket) => boolean]>([
    ["that wants other credentials", refusing("407 Proxy Authentication Required")],
    ["that refuses the host", refusing("403 Forbidden")],
    ["that is in trouble", refusing("502 Bad Gateway")],
    [
      "that cuts the connection",
      (socket) => {
        socket.resetAndDestroy();
        return false;
      },
    ],
    ["that never answers", () => false],
  ])("%s is a failure that says nothing of its password", async (_name, answer) => {
    const { port, seen } = await secure("good");
    const { url } = await proxy(port, answer);
    const result = await ask(origin, { ca, proxy: url });
    expect(result).toMatchObject({ ok: false, reason: { code: "unreachable" } });
    expect(JSON.stringify(result)).not.toContain("PROXY-SECRET");
    expect(seen).toEqual([]);
  });

  it("that is down is a failure", async () => {
    expect(await ask(origin, { ca, proxy: "http://127.0.0.1:1" })).toMatchObject({
      ok: false,
      reason: { code: "unreachable" },
    });
  });

  it("is not used for this machine", async () => {
    const { port } = await secure("good");
    expect(await ask(`https://127.0.0.1:${port}`, { ca, proxy: "http://127.0.0.1:1" })).toMatchObject({
      ok: true,
    });
  });
});
