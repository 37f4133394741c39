import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { splunkHec } from "../../src/sinks/splunk-hec.ts";
import { deliverAll, delivery, lend, now, open } from "./lend.ts";
import { type SplunkOptions, splunkReceiver } from "./receivers/splunk-receiver.ts";

async function start(config: JsonObject = {}, options: Partial<SplunkOptions> = { acknowledgeAfter: 0 }) {
  const receiver = await splunkReceiver({ token: "CANARY", ...options });
  const host = lend([receiver.origin], { HEC_TOKEN: "CANARY", WRONG: "CANARY-2" });
  const settings = { url: receiver.origin, token: { env: "HEC_TOKEN" }, timeout: "PT5S", ...config };
  return { receiver, host, sink: await open(splunkHec(), settings, host) };
}

const asked = (receiver: { seen: readonly { path: string }[] }, what: string) =>
  receiver.seen.filter(({ path }) => path.startsWith(`/services/collector/${what}?channel=`)).length;

describe("splunk-hec", () => {
  it("sends events with their metadata and waits for the acknowledgement", async () => {
    const { receiver, sink, host } = await start(
      { index: "audit", host: "genesys", sourcetype: "genesys:audit", fields: { env: "prod" } },
      { acknowledgeAfter: 3 },
    );
    expect(await sink.deliver([delivery("a", { n: 1 }, { n: 2 }), delivery('ü"\n')])).toEqual({
      ok: true,
      rejected: [],
    });
    expect(receiver.events[1]).toEqual({
      time: now / 1000,
      host: "genesys",
      source: "bylaw",
      sourcetype: "genesys:audit",
      index: "audit",
      event: { n: 2 },
      fields: {
        env: "prod",
        bylaw_organization: "org-1",
        bylaw_id: "a",
        bylaw_row: "1",
        bylaw_kind: "audit",
      },
    });
    expect(receiver.taken).toEqual(["org-1/a/0", "org-1/a/1", 'org-1/ü"\n/0']);
    expect(asked(receiver, "ack")).toBe(4);
    expect(host.sleeps).toEqual([500, 1000, 2000]);
    expect(new Set(receiver.seen.map(({ headers }) => headers["x-splunk-request-channel"])).size).toBe(1);
  });

  it("comes back to the same receiver behind a load balancer", async () => {
    const { receiver, sink } = await start({}, { acknowledgeAfter: 1 });
    const cookie =
      'AWSALB=a/b+c=; Expires=Wed, 07 Apr 2027 12:00:00 GMT; Path=/, other="x y"; Secure, node=7';
    receiver.faults.push({
      reply: { status: 200, headers: { "set-cookie": cookie }, body: { text: "Success", code: 0, ackId: 0 } },
    });
    await sink.deliver([delivery("a")]);
    await sink.deliver([delivery("b")]);
    const [first, ...later] = receiver.seen.map(({ headers }) => headers.cookie);
    expect(first).toBeUndefined();
    expect(new Set(later)).toEqual(new Set(["AWSALB=a/b+c=; node=7"]));
  });

  it("an acknowledgement that never comes is none", async () => {
    const { receiver, sink, host } = await start({ acknowledgeWithin: "PT1M" }, { acknowledgeAfter: 1000 });
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: false,
      problem: "Splunk took the batch, but did not acknowledge it within 60 s",
    });
    expect(host.sleeps.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(60_000);
    expect(receiver.taken).toEqual(["org-1/a/0"]);
  });

  it("an acknowledgement whose answer was lost is asked for again, then the batch comes again", async () => {
    const { receiver, sink } = await start({ acknowledgeWithin: "PT5S" });
    receiver.faults.push(undefined, { cut: "after" });
    const outcomes = await deliverAll(sink, [delivery("a")]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
    expect(new Set(receiver.taken)).toEqual(new Set(["org-1/a/0"]));
  });

  it("asks on while the collector is busy", async () => {
    const { receiver, sink, host } = await start();
    receiver.faults.push(undefined, {
      reply: { status: 503, headers: { "retry-after": "4" }, body: { text: "Server is busy", code: 9 } },
    });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(host.sleeps).toEqual([4000]);
    expect(asked(receiver, "event")).toBe(1);
  });

  it("an acknowledgement that is given twice, or for another batch, does no harm", async () => {
    const { receiver, sink } = await start({}, { acknowledgeAfter: 1 });
    receiver.faults.push(undefined, { reply: { status: 200, body: { acks: { "7": true, "0": false } } } });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    receiver.faults.push(undefined, { reply: { status: 200, body: { acks: { "0": true } } } });
    expect(await sink.deliver([delivery("b")])).toEqual({ ok: true, rejected: [] });
    expect(asked(receiver, "ack")).toBe(3 + 3);
  });

  it("says that the token has no acknowledgement", async () => {
    const { sink } = await start({}, {});
    expect(await sink.deliver([delivery("a")])).toMatchObject({
      ok: false,
      lasting: true,
      problem: expect.stringContaining("enable indexer acknowledgement"),
    });
    const { sink: trusting, receiver } = await start({ acknowledge: false, identify: false }, {});
    expect(await trusting.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.events[0]).not.toHaveProperty("fields");
  });

  it("rejects the events that are named as invalid, and delivers the others", async () => {
    const { receiver, sink } = await start();
    const bad = new Set([0, 1, 2, 3, 4, 5, 20, 39]);
    const batch = Array.from({ length: 40 }, (_, n) =>
      delivery(`r${n}`, { n }, bad.has(n) ? { poison: 1 } : { n }),
    );
    const outcome = await sink.deliver(batch);
    expect(outcome).toEqual({
      ok: true,
      rejected: [...bad].map((index) => ({
        index,
        reason: "Splunk refused the event: the format of the event is invalid (code 6)",
      })),
    });
    const whole = batch.filter((_, n) => !bad.has(n)).flatMap(({ id }) => [`org-1/${id}/0`, `org-1/${id}/1`]);
    expect(receiver.taken).toEqual(expect.arrayContaining(whole));
  });

  it("finds an event that is refused without a number", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 400, body: { text: "Invalid data format", code: 6 } } });
    expect(await sink.deliver([delivery("a"), delivery("b")])).toEqual({ ok: true, rejected: [] });
    expect(asked(receiver, "event")).toBe(3);
  });

  it("divides what is too large", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 413, body: "too large" } });
    expect(await sink.deliver([delivery("a"), delivery("b")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.taken).toEqual(["org-1/a/0", "org-1/b/0"]);
  });

  it("rejects nothing where every event is refused", async () => {
    const { sink } = await start();
    const outcome = await sink.deliver(Array.from({ length: 9 }, (_, n) => delivery(`r${n}`, { poison: n })));
    expect(outcome).toMatchObject({ ok: false, lasting: true });
  });

  it.each([
    [1, 403, true],
    [4, 403, true],
    [7, 400, true],
    [9, 503, false],
    [10, 400, true],
    [8, 500, false],
    [9, 400, false],
    [14, 400, true],
    [23, 503, false],
    [99, 400, true],
    [99, 500, false],
    [7, 200, true],
    [9, 200, false],
    [99, 200, false],
  ])("code %i with status %i: lasting is %s", async (code, status, lasting) => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status, body: { text: "CANARY", code } } });
    const outcome = await sink.deliver([delivery("a")]);
    expect(outcome).toMatchObject({ ok: false, lasting });
    expect(JSON.stringify(outcome)).not.toContain("CANARY");
  });

  it.each([
    ["a page", "<html>ok</html>"],
    ["nothing", undefined],
    ["an array", []],
    ["no code", { text: "Success" }],
  ])("200 with %s is no acknowledgement", async (_what, body) => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 200, body } });
    expect(await sink.deliver([delivery("a")])).toMatchObject({ ok: false });
  });

  it("a wrong token and a wrong index are said", async () => {
    const { sink } = await start({ token: { env: "WRONG" } });
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: true,
      problem: "Splunk refused the batch: the token is unknown (code 4)",
    });
    const { sink: other } = await start({ index: "forbidden" });
    expect(await other.deliver([delivery("a")])).toMatchObject({ ok: false, lasting: true });
  });
});
