import { describe, expect, it } from "vitest";
import { basicAuthorization } from "../../src/http/credentials.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { elasticsearch } from "../../src/sinks/elasticsearch.ts";
import { deliverAll, delivery, lend, open, openOrSay } from "./lend.ts";
import { elasticsearchReceiver } from "./receivers/elasticsearch-receiver.ts";

async function start(config: JsonObject = { apiKey: { env: "KEY" } }, authorization = "ApiKey CANARY") {
  const receiver = await elasticsearchReceiver(authorization);
  const host = lend([receiver.origin], { KEY: "CANARY", USER: "bylaw", PASSWORD: "pass:word" });
  const settings = { url: `${receiver.origin}/`, index: "audit", timeout: "PT2S", ...config };
  return { receiver, sink: await open(elasticsearch(), settings, host) };
}

describe("elasticsearch", () => {
  it("creates a document for each row", async () => {
    const { receiver, sink } = await start();
    expect(await sink.deliver([delivery("a", { n: 1 }, { "@timestamp": "2026-01-01T00:00:00Z" })])).toEqual({
      ok: true,
      rejected: [],
    });
    expect([...receiver.documents.values()]).toEqual([
      { n: 1, "@timestamp": "2026-03-31T12:00:00.123Z" },
      { "@timestamp": "2026-01-01T00:00:00Z" },
    ]);
    expect(receiver.taken).toEqual(["org-1/a/0", "org-1/a/1"]);
  });

  it("a document that is there already is delivered", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push({ cut: "after" });
    const outcomes = await deliverAll(sink, [delivery("a"), delivery("b")]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
    expect(await sink.deliver([delivery("b"), delivery("c")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.documents.size).toBe(3);
  });

  it("rejects documents of the wrong form by kind of error, and nothing else of them is said", async () => {
    const { receiver, sink } = await start();
    const outcome = await sink.deliver([
      delivery("a"),
      delivery("b", { n: 1 }, { poison: "CANARY" }),
      delivery("c"),
    ]);
    expect(outcome).toEqual({
      ok: true,
      rejected: [{ index: 1, reason: "Elasticsearch refused its document: document_parsing_exception" }],
    });
    expect(receiver.documents.size).toBe(3);
  });

  it.each([
    [429, "es_rejected_execution_exception", false],
    [503, "unavailable_shards_exception", false],
    [500, "CANARY of an error", false],
    [403, "cluster_block_exception", false],
    [409, "another_conflict", false],
    [404, "index_not_found_exception", true],
  ])("%i %s for one document: the batch comes again (lasting: %s)", async (status, type, lasting) => {
    const { receiver, sink } = await start();
    receiver.itemFaults.push({ 1: { status, type } });
    const batch = [delivery("a"), delivery("b"), delivery("c")];
    const outcome = await sink.deliver(batch);
    expect(outcome).toMatchObject({ ok: false, lasting });
    expect(JSON.stringify(outcome)).not.toContain("CANARY");
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [] });
    expect(receiver.documents.size).toBe(3);
  });

  it("rejects nothing where every document has the wrong form", async () => {
    const { sink } = await start();
    expect(await sink.deliver([delivery("a", { poison: 1 }), delivery("b", { poison: 1 })])).toMatchObject({
      ok: false,
      lasting: true,
    });
  });

  it.each<[string, unknown]>([
    ["a page", "<html>ok</html>"],
    ["no items", { took: 1, errors: false }],
    ["too few items", { errors: false, items: [{ create: { _id: "x", status: 201 } }] }],
    [
      "other documents",
      {
        errors: false,
        items: [{ create: { _id: "x", status: 201 } }, { create: { _id: "y", status: 201 } }],
      },
    ],
    ["null", null],
  ])("200 with %s is no acknowledgement", async (_what, body) => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 200, body } });
    expect(await sink.deliver([delivery("a"), delivery("b")])).toMatchObject({ ok: false, lasting: false });
  });

  it("divides what is too large", async () => {
    const { receiver, sink } = await start();
    receiver.faults.push({ reply: { status: 413 } });
    expect(await sink.deliver([delivery("a"), delivery("b")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.documents.size).toBe(2);
  });

  it("logs in with user and password, and names a pipeline", async () => {
    const config = { user: { env: "USER" }, password: { env: "PASSWORD" }, pipeline: "clean" };
    const { receiver, sink } = await start(config, basicAuthorization("bylaw", "pass:word"));
    expect(await sink.deliver([delivery("a")])).toEqual({ ok: true, rejected: [] });
    expect(receiver.seen[0]?.path).toBe("/audit/_bulk?pipeline=clean");
  });

  it.each([
    { index: "Audit" },
    { index: "../x" },
    { index: "a", user: { env: "USER" } },
    { index: "a", apiKey: { env: "K" }, user: { env: "U" }, password: { env: "P" } },
  ])("does not accept %j", async (config) => {
    await expect(
      openOrSay(elasticsearch(), { url: "https://x.example", ...config }, lend([])),
    ).rejects.toThrow("not valid");
  });
});
