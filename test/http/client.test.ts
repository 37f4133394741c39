import { afterEach, describe, expect, it } from "vitest";
import { createHttpClient } from "../../src/http/client.ts";
import type { Credentials } from "../../src/http/credentials.ts";
import type { HttpFailure, HttpRequest, HttpResult } from "../../src/http/exchange.ts";
import type { HttpLimits } from "../../src/http/limits.ts";
import { fakeClock } from "./fake-clock.ts";
import { type Answer, json, loopback } from "./loopback.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const quick: Partial<HttpLimits> = {
  attemptDeadline: 300,
  maxBytes: 10_000,
  maxAttempts: 4,
  maxRateLimited: 4,
};
const read: HttpRequest = { method: "GET", url: "/things" };

async function start(
  answer: Answer,
  more: { credentials?: Credentials; limits?: Partial<HttpLimits>; signal?: AbortSignal } = {},
) {
  const server = await loopback(answer);
  const clock = fakeClock();
  const { signal = new AbortController().signal, limits, ...rest } = more;
  const client = createHttpClient({
    origins: [server.origin],
    clock,
    signal,
    limits: { ...quick, ...limits },
    ...rest,
  });
  open.push(client.close, server.close);
  return { server, clock, client, send: (request: HttpRequest = read) => client.send(request) };
}

function failed(result: HttpResult): HttpFailure {
  if (result.ok) throw new Error(`unexpected success ${result.status}`);
  return result;
}

/** Answers of the first requests, in order; after them a good one. */
const first =
  (...bad: ((response: Parameters<Answer>[1]) => void)[]): Answer =>
  (_seen, response, nth) => {
    const broken = bad[nth - 1];
    if (broken === undefined) json(response, 200, { entities: [1] });
    else broken(response);
  };

const always =
  (broken: (response: Parameters<Answer>[1]) => void): Answer =>
  (_seen, response) =>
    broken(response);

describe("an answer", () => {
  it("comes with its correlation id, counts and query", async () => {
    const { server, client } = await start((_seen, response) =>
      json(response, 200, { a: 1 }, { "inin-correlation-id": "c-1" }),
    );
    const result = await client.send({
      method: "GET",
      url: "/things?x=1",
      query: [
        ["type", "a"],
        ["type", "b c"],
      ],
    });
    expect(result).toMatchObject({
      ok: true,
      status: 200,
      body: { a: 1 },
      attempts: 1,
      correlationId: "c-1",
    });
    expect(server.seen[0]?.path).toBe("/things?x=1&type=a&type=b+c");
    expect(client.counts()).toEqual({ requests: 1, retries: 0 });
  });
});

describe("what passes is repeated", () => {
  it.each([408, 425, 429, 500, 502, 503, 504, 520, 529])("status %i once", async (status) => {
    const { send, server } = await start(first((response) => json(response, status, {})));
    expect(await send({ method: "POST", url: "/query", body: "{}" })).toMatchObject({
      ok: true,
      attempts: 2,
    });
    expect(server.seen.map(({ body }) => body)).toEqual(["{}", "{}"]);
  });

  it("a connection cut before, within and after the headers, whole each time", async () => {
    const { send } = await start(
      first(
        (response) => response.socket?.destroy(),
        (response) =>
          response.socket?.end("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n"),
        (response) =>
          response.socket?.end(
            'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"entities"',
          ),
      ),
    );
    expect(await send()).toMatchObject({ ok: true, body: { entities: [1] }, attempts: 4 });
  });

  it("a body that breaks off where only its JSON shows it", async () => {
    const half = '{"entities":[{"name":"ssn 1';
    const { send } = await start(
      first((response) =>
        response.socket?.end(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${half}`,
        ),
      ),
    );
    expect(await send()).toMatchObject({ ok: true, attempts: 2 });
  });
});

describe("what does not pass fails, and says why without quoting", () => {
  it.each([500, 503, 408])("status %i for ever", async (status) => {
    const { send, clock } = await start(
      always((response) => json(response, status, { message: "SECRET" }, { "inin-correlation-id": "c-9" })),
    );
    const { reason, attempts } = failed(await send());
    expect(reason).toMatchObject({ code: "unreachable", correlationId: "c-9" });
    expect(reason.message).toBe(`GET /things answered ${status}`);
    expect(attempts).toBe(4);
    expect(clock.sleeps).toHaveLength(3);
  });

  it.each([
    [400, "refused"],
    [403, "forbidden"],
    [404, "refused"],
    [409, "refused"],
    [422, "refused"],
    [501, "refused"],
  ])("status %i is not repeated", async (status, code) => {
    const { send, server } = await start(
      always((response) => json(response, status, { code: "some.code", message: "SECRET" })),
    );
    expect(failed(await send()).reason).toEqual({
      code,
      message: `GET /things answered ${status} (some.code)`,
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each<[string, string, (response: Parameters<Answer>[1]) => void]>([
    [
      "a web page",
      "malformed-page",
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>ssn 123"),
    ],
    [
      "bad JSON",
      "malformed-page",
      (response) => response.writeHead(200, { "content-type": "application/json" }).end("{ssn 123"),
    ],
    [
      "two lengths",
      "malformed-page",
      (response) =>
        response.socket?.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"),
    ],
    ["a bad status line", "malformed-page", (response) => response.socket?.end("HTTQ/9 ssn 123\r\n\r\n")],
    ["too large a body", "refused", (response) => json(response, 200, "x".repeat(10_001))],
    [
      "too many headers",
      "refused",
      (response) => response.writeHead(200, { "x-large": "x".repeat(20_000) }).end("{}"),
    ],
    [
      "an encoding nobody asked for",
      "malformed-page",
      (response) =>
        response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end("{}"),
    ],
  ])("%s", async (_name, code, answer) => {
    const { send } = await start(always(answer));
    const { reason } = failed(await send());
    expect(reason.code).toBe(code);
    expect(reason.message).not.toContain("ssn");
  });

  it("a drip that never ends: the attempt's deadline", async () => {
    const timers: NodeJS.Timeout[] = [];
    const { send } = await start(
      always((response) => {
        response.writeHead(200, { "content-type": "application/json" }).write("[");
        timers.push(setInterval(() => response.write(" "), 20));
      }),
      { limits: { maxAttempts: 2 } },
    );
    expect(failed(await send())).toMatchObject({
      reason: { code: "unreachable" },
      timedOut: true,
      attempts: 2,
    });
    for (const timer of timers) clearInterval(timer);
  });

  it("an endless row of 103 answers", async () => {
    const timers: NodeJS.Timeout[] = [];
    const { send } = await start(
      always((response) =>
        timers.push(setInterval(() => response.socket?.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 20)),
      ),
      { limits: { maxAttempts: 1 } },
    );
    expect(failed(await send()).timedOut).toBe(true);
    for (const timer of timers) clearInterval(timer);
  });

  it("nobody listens", async () => {
    const { send, server } = await start(first());
    await server.close();
    expect(failed(await send()).reason.message).toBe("GET /things: connection failed (ECONNREFUSED)");
  });
});

describe("the rate limit", () => {
  const limited = (headers: Record<string, string>) => first((response) => json(response, 429, {}, headers));

  it.each([["1"], ["60"]])("waits %s s as asked, never less", async (value) => {
    const { send, clock } = await start(limited({ "retry-after": value }));
    const before = clock.now();
    expect(await send()).toMatchObject({ ok: true, attempts: 2 });
    expect(clock.now() - before).toBeGreaterThanOrEqual(Number(value) * 1000);
  });

  it.each(["0", "-5", "abc", "", "1.5", "0x2", "2, 5"])(
    "takes Retry-After '%s' for the shortest back-off",
    async (value) => {
      const { send, clock } = await start(limited({ "retry-after": value }));
      expect((await send()).ok).toBe(true);
      expect(clock.sleeps).toEqual([100]);
    },
  );

  it("takes a date against the server's own clock", async () => {
    const { send, clock } = await start(
      limited({ date: "Fri, 20 Nov 2026 13:00:00 GMT", "retry-after": "Fri, 20 Nov 2026 13:00:07 GMT" }),
    );
    expect((await send()).ok).toBe(true);
    expect(clock.sleeps).toEqual([7000]);
  });

  it("fails at once when the wait is over the budget, and names it", async () => {
    const { send, server } = await start(limited({ "retry-after": "99999999" }));
    const { reason } = failed(await send());
    expect(reason.code).toBe("budget");
    expect(reason.message).toContain("99999999 s");
    expect(server.seen).toHaveLength(1);
  });

  it("stops all requests of the token, not only the one that was refused", async () => {
    const server = await loopback(limited({ "retry-after": "9" }));
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: bothWait, resolve: waiting } = Promise.withResolvers<void>();
    let now = 0;
    let sleepers = 0;
    const clock = {
      now: () => now,
      random: () => 0,
      sleep: async (milliseconds: number) => {
        expect(milliseconds).toBe(9000);
        sleepers++;
        if (sleepers === 2) waiting();
        await released;
        now = 9000;
      },
    };
    const client = createHttpClient({
      origins: [server.origin],
      clock,
      signal: new AbortController().signal,
    });
    open.push(client.close, server.close);
    const refused = client.send(read);
    while (sleepers === 0) await new Promise((turn) => setImmediate(turn));
    const other = client.send(read);
    await bothWait;
    expect(server.seen).toHaveLength(1);
    release();
    expect([(await refused).ok, (await other).ok]).toEqual([true, true]);
    expect(server.seen).toHaveLength(3);
  });

  it("survives a storm in which every second request is refused", async () => {
    const { client, server } = await start((_seen, response, nth) =>
      nth % 2 === 1 ? json(response, 429, {}) : json(response, 200, {}),
    );
    for (let index = 0; index < 20; index++) expect((await client.send(read)).ok).toBe(true);
    expect(server.seen).toHaveLength(40);
  });

  it("slows down before the limit is reached", async () => {
    const headers = {
      "inin-ratelimit-count": "300",
      "inin-ratelimit-allowed": "300",
      "inin-ratelimit-reset": "12",
    };
    const { client, clock } = await start((_seen, response) => json(response, 200, {}, headers));
    await client.send(read);
    expect(clock.sleeps).toEqual([]);
    await client.send(read);
    expect(clock.sleeps).toEqual([13_000]);
  });
});

describe("the origin", () => {
  it("is never left: not by a URL, not by a redirect", async () => {
    const evil = await loopback((_seen, response) => json(response, 200, {}));
    open.push(evil.close);
    const credentials: Credentials = {
      header: async () => ({ ok: true, name: "authorization", value: "Bearer CANARY" }),
      refused: () => false,
    };
    const { send, server } = await start(
      always((response) => response.writeHead(307, { location: `${evil.origin}/steal` }).end()),
      { credentials },
    );
    const host = new URL(evil.origin).host;
    for (const url of [
      evil.origin,
      `//${host}/a`,
      `\\\\${host}\\a`,
      `/\\${host}/a`,
      `${server.origin.replace("//", "//x@")}`,
      `http://${new URL(server.origin).host}@${host}/`,
    ]) {
      expect(failed(await send({ method: "GET", url })).reason.code).toBe("refused");
    }
    expect(server.seen).toHaveLength(0);
    const { reason } = failed(await send({ method: "POST", url: "/things", body: "{}" }));
    expect(reason).toEqual({
      code: "refused",
      message: "POST /things answered 307: redirects are not followed",
    });
    expect(server.seen).toHaveLength(1);
    expect(evil.seen).toEqual([]);
  });
});

describe("a token that the API refuses", () => {
  function renewing() {
    let version = 1;
    const credentials: Credentials = {
      header: async () => ({ ok: true, name: "authorization", value: `Bearer t${version}` }),
      refused: () => {
        version++;
        return true;
      },
    };
    return credentials;
  }

  it("once: one new login, the request repeated", async () => {
    const { send, server } = await start(
      first((response) => json(response, 401, {})),
      { credentials: renewing() },
    );
    expect(await send()).toMatchObject({ ok: true, attempts: 2 });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  it("for ever: one new login, then a failure", async () => {
    const { send, server } = await start(
      always((response) => json(response, 401, { code: "bad.credentials" })),
      { credentials: renewing() },
    );
    expect(failed(await send()).reason).toEqual({
      code: "unauthenticated",
      message: "GET /things answered 401 (bad.credentials)",
    });
    expect(server.seen).toHaveLength(2);
  });
});

describe("an interruption", () => {
  it("is thrown, whatever is under way", async () => {
    const controller = new AbortController();
    const { send } = await start(() => controller.abort(new Error("interrupted")), {
      signal: controller.signal,
    });
    await expect(send()).rejects.toThrow("interrupted");
  });
});
