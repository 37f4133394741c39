import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { azureLogs } from "../../src/sinks/azure-logs.ts";
import { delivery, lend, open, openOrSay } from "./lend.ts";
import { azureReceiver, azureSettings } from "./receivers/azure-receiver.ts";

async function start(config: JsonObject = {}, secret = "CANARY") {
  const receiver = await azureReceiver("CANARY");
  const host = lend([receiver.origin, receiver.login.origin], { ID: "app", SECRET: secret });
  const sink = await open(azureLogs(), { ...azureSettings(receiver), timeout: "PT2S", ...config }, host);
  return { receiver, host, sink };
}

describe("azure-logs", () => {
  it.each([true, false])("sends arrays of rows (gzip: %s)", async (compress) => {
    const { receiver, sink } = await start({ compress });
    const batch = [delivery("a", { User: "Zoë" }, { TimeGenerated: "2026-01-01T00:00:00Z" }), delivery("b")];
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    expect(receiver.rows.slice(0, 2)).toEqual([
      {
        User: "Zoë",
        TimeGenerated: "2026-03-31T12:00:00.123Z",
        BylawOrganization: "org-1",
        BylawId: "a",
        BylawRow: 0,
        BylawKind: "audit",
      },
      {
        TimeGenerated: "2026-01-01T00:00:00Z",
        BylawOrganization: "org-1",
        BylawId: "a",
        BylawRow: 1,
        BylawKind: "audit",
      },
    ]);
    expect(receiver.seen[0]?.headers["content-encoding"]).toBe(compress ? "gzip" : undefined);
    await sink.deliver([delivery("c")]);
    expect(receiver.login.seen).toHaveLength(1);
  });

  it("counts the size of a call in bytes", async () => {
    const { receiver, sink } = await start({ identify: false });
    const batch = Array.from({ length: 40 }, (_, n) => delivery(`r${n}`, { n, text: "€".repeat(20_000) }));
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    expect(receiver.rows.map(({ n }) => n)).toEqual(batch.map((_, n) => n));
    expect(receiver.seen).toHaveLength(3);
  });

  it("rejects what Azure would cut or not take", async () => {
    const { receiver, sink } = await start();
    const batch = [
      delivery("a", { text: "€".repeat(22_000) }),
      delivery("b", Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, "x".repeat(60_000)]))),
      delivery("c", { nested: { text: "x".repeat(66_000) } }),
      delivery("d"),
    ];
    expect(await sink.deliver(batch)).toMatchObject({
      ok: true,
      rejected: [
        { index: 0, reason: expect.stringContaining("longer than the 65536 bytes") },
        { index: 1, reason: expect.stringContaining("at most 1000000 in a call") },
        { index: 2, reason: expect.stringContaining("longer than the 65536 bytes") },
      ],
    });
    expect(receiver.taken).toEqual(["org-1/d/0"]);
  });

  it("divides a batch that is too large all the same", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 413 } });
    expect(await sink.deliver([delivery("a"), delivery("b"), delivery("c")])).toEqual({
      ok: true,
      rejected: [],
    });
    expect(receiver.taken).toEqual(["org-1/a/0", "org-1/b/0", "org-1/c/0"]);
    expect(receiver.seen).toHaveLength(3);
  });

  it("logs in once more when the token is refused, and not for ever", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 401 } });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.login.seen).toHaveLength(2);
    receiver.faults.push({ reply: { status: 401 } }, { reply: { status: 401 } });
    expect(await sink.deliver([delivery("a")])).toMatchObject({ ok: false, lasting: true });
  });

  it.each([200, 202, 206])("%i is not what Azure answers", async (status) => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status, body: {} } });
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: false,
      problem: `Azure answered ${status} instead of 204`,
    });
  });

  it("says a refused login without the secret", async () => {
    const { sink, receiver } = await start({}, "CANARY-2");
    const outcome = await sink.deliver([delivery("a")]);
    expect(outcome).toEqual({
      ok: false,
      lasting: true,
      problem: "The login was refused: 401 (invalid_client)",
    });
    expect(receiver.seen).toEqual([]);
  });

  it("waits for a login that is busy", async () => {
    const { sink, receiver } = await start();
    receiver.login.faults.push({ reply: { status: 503, headers: { "retry-after": "3" } } });
    expect(await sink.deliver([delivery("a")])).toMatchObject({
      ok: false,
      lasting: false,
      retryAfter: 3000,
    });
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
  });

  it("needs both targets allowed", async () => {
    const receiver = await azureReceiver("x");
    const host = lend([receiver.origin], { ID: "app", SECRET: "x" });
    expect(await openOrSay(azureLogs(), azureSettings(receiver), host)).toMatchObject({
      problem: `loginUrl leads to ${receiver.login.origin}, which is not among the allowed targets`,
    });
  });
});
