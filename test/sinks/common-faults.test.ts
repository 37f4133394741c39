import { beforeEach, describe, expect, it, vi } from "vitest";
import { canary, httpSinks } from "./http-sinks.ts";
import { deliverAll, delivery, now } from "./lend.ts";
import { type Fault, httpReceiver } from "./receivers/http-receiver.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  return () => vi.useRealTimers();
});

const batch = [delivery("a"), delivery("b", { n: 1 }, { n: 2 })];
const rows = ["org-1/a/0", "org-1/b/0", "org-1/b/1"];

const passing: readonly (readonly [string, Fault, object])[] = [
  ["500", { reply: { status: 500, body: { code: "x", text: `${canary} of the answer` } } }, {}],
  ["502 with a page", { reply: { status: 502, body: "<html>CANARY</html>" } }, {}],
  ["503 that says when", { reply: { status: 503, headers: { "retry-after": "7" } } }, { retryAfter: 7000 }],
  [
    "429 that says when",
    { reply: { status: 429, headers: { "retry-after": "11" } } },
    { retryAfter: 11_000 },
  ],
  ["429 that says nonsense", { reply: { status: 429, headers: { "retry-after": "-5" } } }, {}],
  ["408", { reply: { status: 408 } }, {}],
  ["a reset while the request is read", { cut: "reading" }, {}],
  ["a reset before anything was taken", { cut: "before" }, {}],
  ["a reset after all was taken", { cut: "after" }, {}],
  ["an answer that breaks off", { cut: "within" }, {}],
  ["no answer", { late: Number.POSITIVE_INFINITY }, {}],
];

const lasting: readonly number[] = [401, 403, 404, 405, 410, 415];

describe.each(Object.entries(httpSinks))("%s", (_name, start) => {
  it.each(passing)(
    "%s: nothing is acknowledged, and the batch is there after it came again",
    async (_what, fault, more) => {
      const { sink, receiver } = await start();
      receiver.faults.push(fault);
      const outcomes = await deliverAll(sink, batch);
      expect(outcomes).toEqual([
        { ok: false, lasting: false, problem: expect.any(String), ...more },
        { ok: true, rejected: [] },
      ]);
      expect([...new Set(receiver.taken)].sort()).toEqual(rows);
      expect(JSON.stringify(outcomes)).not.toContain(canary);
    },
  );

  it("waits for a slow answer", async () => {
    const { sink, receiver } = await start();
    receiver.faults.push({ late: 100 });
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    expect(receiver.taken).toEqual(rows);
  });

  it.each(lasting)("%i: waiting does not help", async (status) => {
    const { sink, receiver } = await start();
    const fault = { reply: { status, body: { text: canary } } };
    /* Twice: after a 401 a sink may log in anew. */
    receiver.faults.push(fault, fault);
    const outcome = await sink.deliver(batch);
    expect(outcome).toMatchObject({ ok: false, lasting: true });
    expect(JSON.stringify(outcome)).not.toContain(canary);
    expect(receiver.taken).toEqual([]);
  });

  it.each([301, 302, 307, 308])("%i to another origin is not followed", async (status) => {
    const elsewhere = await httpReceiver(() => ({ status: 200 }));
    const { sink, receiver } = await start();
    receiver.faults.push({ reply: { status, headers: { location: `${elsewhere.origin}/` } } });
    expect(await sink.deliver(batch)).toMatchObject({ ok: false, lasting: true });
    expect(elsewhere.seen).toEqual([]);
  });

  it("throws only when it is to stop", async () => {
    const { sink, receiver, host } = await start();
    receiver.faults.push({ late: Number.POSITIVE_INFINITY });
    const delivering = sink.deliver(batch);
    setTimeout(() => host.controller.abort(new Error("stop")), 50);
    await expect(delivering).rejects.toThrow("stop");
  });
});
