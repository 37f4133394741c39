import { beforeEach, describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { webhook } from "../../src/sinks/webhook.ts";
import { delivery, lend, now, open, openOrSay } from "./lend.ts";
import { webhookReceiver } from "./receivers/webhook-receiver.ts";

const secret = `whsec_${Buffer.from("a key of thirty-two bytes, about").toString("base64")}`;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  return () => vi.useRealTimers();
});

async function start(config: JsonObject = {}, variables: Readonly<Record<string, string>> = {}) {
  const receiver = await webhookReceiver(secret);
  const host = lend([receiver.origin], { SIGNING_KEY: secret, ...variables });
  const settings = { url: `${receiver.origin}/in?to=siem`, secret: { env: "SIGNING_KEY" }, ...config };
  return { receiver, sink: await open(webhook(), settings, host), host };
}

describe("webhook", () => {
  it("posts a batch as one signed array", async () => {
    const { receiver, sink } = await start();
    const batch = [delivery("a", { n: 1 }, { n: 2 }), delivery("b")];
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    expect(receiver.taken).toEqual(["org-1/a/0", "org-1/a/1", "org-1/b/0"]);
    const [seen] = receiver.seen;
    expect(seen).toMatchObject({ method: "POST", path: "/in?to=siem" });
    expect(seen?.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-timestamp": String(Math.floor(now / 1000)),
    });
    expect(JSON.parse(String(seen?.bytes))[1]).toEqual({
      organization: "org-1",
      id: "a",
      row: 1,
      time: "2026-03-31T12:00:00.123Z",
      kind: "audit",
      data: { n: 2 },
    });
  });

  it("names a batch the same when it comes again, and otherwise when it is another", async () => {
    const { receiver, sink, host } = await start();
    await sink.deliver([delivery("a"), delivery("b")]);
    await host.sleep(5000);
    await sink.deliver([delivery("a"), delivery("b")]);
    await sink.deliver([delivery("b"), delivery("a")]);
    const [first, second, third] = receiver.seen.map(({ headers }) => headers);
    expect(second?.["webhook-id"]).toBe(first?.["webhook-id"]);
    expect(second?.["webhook-signature"]).not.toBe(first?.["webhook-signature"]);
    expect(third?.["webhook-id"]).not.toBe(first?.["webhook-id"]);
    expect(receiver.again).toHaveLength(1);
  });

  it("posts bare rows one by one on request", async () => {
    const { receiver, sink } = await start({ body: "object", item: "row" });
    await sink.deliver([delivery("a", { n: 1, data: {} }, { n: 2, data: {} })]);
    expect(receiver.seen.map(({ bytes }) => String(bytes))).toEqual([
      '{"n":1,"data":{}}',
      '{"n":2,"data":{}}',
    ]);
    expect(new Set(receiver.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  });

  it("sends further headers from the environment", async () => {
    const { receiver, sink } = await start(
      { headers: { Authorization: { env: "TOKEN" } } },
      { TOKEN: "Bearer CANARY" },
    );
    await sink.deliver([delivery("a")]);
    expect(receiver.seen[0]?.headers.authorization).toBe("Bearer CANARY");
  });

  it.each(["array", "object"])("finds the records that the receiver does not want (%s)", async (body) => {
    const { receiver, sink } = await start({ body });
    const batch = Array.from({ length: 20 }, (_, n) => delivery(`r${n}`, { poison: n === 3 || n === 17 }));
    expect(await sink.deliver(batch)).toEqual({
      ok: true,
      rejected: [
        { index: 3, reason: "The receiver answered 422" },
        { index: 17, reason: "The receiver answered 422" },
      ],
    });
    expect(new Set(receiver.taken).size).toBe(18);
    expect(receiver.taken).toHaveLength(18);
  });

  it("rejects nothing where everything is refused: then the receiver is the matter", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push(...Array.from({ length: 100 }, () => ({ reply: { status: 400 } })));
    const outcome = await sink.deliver(Array.from({ length: 50 }, (_, n) => delivery(`r${n}`)));
    expect(outcome).toEqual({
      ok: false,
      lasting: true,
      problem: "The receiver answered 400; so it is with each of the 50 records of the batch",
    });
    expect(receiver.seen.length).toBeLessThan(100);
  });

  it("takes only the statuses for an acknowledgement that it is told", async () => {
    const { receiver, sink } = await start({ accepted: [204] });
    receiver.faults.push({ takenButReply: { status: 202 } });
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: true,
      problem: "The receiver answered 202, which is not among the accepted statuses",
    });
    const strict = await start();
    strict.receiver.faults.push({ takenButReply: { status: 207, body: [{ status: 500 }] } });
    expect(await strict.sink.deliver([delivery("a")])).toMatchObject({ ok: false });
  });

  it("keeps quiet about a URL that is a secret", async () => {
    const receiver = await webhookReceiver(secret);
    const host = lend([receiver.origin], { SIGNING_KEY: secret, HOOK: `${receiver.origin}/services/CANARY` });
    const sink = await open(webhook(), { url: { env: "HOOK" }, secret: { env: "SIGNING_KEY" } }, host);
    receiver.faults.push({ reply: { status: 500 } });
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: false,
      problem: "webhook answered 500",
    });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.seen[1]?.path).toBe("/services/CANARY");
    const elsewhere = lend([], { SIGNING_KEY: secret, HOOK: "https://hooks.example/services/CANARY" });
    expect(
      await openOrSay(webhook(), { url: { env: "HOOK" }, secret: { env: "SIGNING_KEY" } }, elsewhere),
    ).toEqual({
      ok: false,
      problem: "url leads to https://hooks.example:443, which is not among the allowed targets",
    });
  });

  it("takes a conflict for an acknowledgement where the receiver means it so", async () => {
    const { receiver, sink } = await start({ accepted: [200, 409] });
    receiver.faults.push({ takenButReply: { status: 409 } });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
  });
});

describe("webhook: settings", () => {
  const url = "https://siem.example/in";
  const say = (config: JsonObject, variables: Readonly<Record<string, string>> = { KEY: secret }) =>
    openOrSay(
      webhook(),
      { url, secret: { env: "KEY" }, ...config },
      lend(["https://siem.example"], variables),
    );

  it("says which variable is missing", async () => {
    expect(await say({}, {})).toMatchObject({ problem: "The environment variable KEY is not set" });
    expect(await say({ headers: { "X-Key": { env: "OTHER" } } })).toMatchObject({
      problem: "The environment variable OTHER is not set",
    });
  });

  it("refuses a key that is none", async () => {
    expect(await say({}, { KEY: "whsec_ä" })).toMatchObject({
      problem: expect.stringContaining("no key in base64"),
    });
  });

  it("refuses to work where certificates are not checked", async () => {
    expect(await say({}, { KEY: secret, NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toMatchObject({
      problem: expect.stringContaining("NODE_TLS_REJECT_UNAUTHORIZED"),
    });
  });

  it.each([
    { secret: "in the file" },
    { headers: { Authorization: "Bearer in the file" } },
    { headers: { "webhook-id": { env: "KEY" } } },
    { timeout: "30" },
    { accepted: [] },
    { unknown: 1 },
  ])("does not accept %j", async (config) => {
    await expect(say(config)).rejects.toThrow("not valid");
  });
});
