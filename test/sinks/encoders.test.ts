import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Sink } from "../../src/model/sink.ts";
import { callEncoder } from "../../src/sinks/azure-logs/encode-calls.ts";
import { azureLogs } from "../../src/sinks/azure-logs.ts";
import { itemsOf } from "../../src/sinks/delivery/items-of.ts";
import { batchId, rowId } from "../../src/sinks/delivery/stable-id.ts";
import { encodeBulk } from "../../src/sinks/elasticsearch/encode-bulk.ts";
import { Settings } from "../../src/sinks/settings/settings.ts";
import { eventEncoder } from "../../src/sinks/splunk-hec/encode-events.ts";
import { splunkHec } from "../../src/sinks/splunk-hec.ts";
import { encodeFrames } from "../../src/sinks/syslog/encode-frames.ts";
import { messageEncoder } from "../../src/sinks/syslog/encode-message.ts";
import { syslog } from "../../src/sinks/syslog.ts";
import { batches, written } from "./arbitrary.ts";
import { concatenatedJson } from "./receivers/concatenated-json.ts";
import { readMessage, unframe } from "./receivers/rfc5424.ts";

const settings = (sink: Sink, config: JsonObject = {}) => new Settings(sink.configSchema, config);
const runs = { seed: 20_260_331, numRuns: 300 };
const utf8 = (text: string) => Buffer.from(text, "utf8");

describe("whatever is in a batch", () => {
  it("syslog messages keep to the standard and say all of it", () => {
    const config = { structuredData: ["a", "b"], message: "a", appName: { field: "app", otherwise: "x" } };
    const encode = messageEncoder(settings(syslog(), config));
    fc.assert(
      fc.property(batches, (batch) => {
        const { bytes, rejected } = encodeFrames(batch, encode, 1_000_000);
        const messages = unframe(bytes).map(readMessage);
        const rows = batch.flatMap((delivery) =>
          delivery.rows.map((row, place) => ({ delivery, row, place })),
        );
        expect(rejected).toEqual([]);
        expect(messages).toHaveLength(rows.length);
        for (const [nth, { delivery, row, place }] of rows.entries()) {
          const { parameters, text, timestamp } = messages[nth]!;
          const { organization, id, kind, time } = delivery;
          expect(parameters).toMatchObject({
            organization: organization.toWellFormed(),
            id: id.toWellFormed(),
            row: String(place),
            kind: kind.toWellFormed(),
          });
          if (timestamp !== "-") expect(Date.parse(timestamp)).toBe(time);
          if (typeof row["a"] === "string") expect(text).toBe(row["a"].toWellFormed());
          else expect(JSON.parse(text)).toEqual(written(row));
        }
      }),
      runs,
    );
  });

  it("no syslog message is longer than it may be", () => {
    const encode = messageEncoder(settings(syslog()));
    fc.assert(
      fc.property(batches, fc.integer({ min: 100, max: 400 }), (batch, longest) => {
        const { bytes, rejected } = encodeFrames(batch, encode, longest);
        const messages = unframe(bytes);
        expect(messages.every(({ byteLength }) => byteLength <= longest)).toBe(true);
        const left = batch.filter((_, index) => !rejected.some((each) => each.index === index));
        expect(messages).toHaveLength(left.flatMap(({ rows }) => rows).length);
      }),
      runs,
    );
  });

  it("events for Splunk can be told apart, and belong to their delivery", () => {
    const encode = eventEncoder(settings(splunkHec(), { index: "i", fields: { env: "prod" } }));
    fc.assert(
      fc.property(batches, (batch) => {
        const { body, owners } = encode(batch);
        const events = concatenatedJson(utf8(body).toString("utf8")).map((each) => JSON.parse(each));
        expect(events).toHaveLength(owners.length);
        expect(events.map(({ event }) => event)).toEqual(batch.flatMap(({ rows }) => rows).map(written));
        for (const [nth, owner] of owners.entries()) {
          expect(events[nth].fields.bylaw_id).toBe(written(batch[owner]!.id));
          expect(events[nth].time * 1000).toBeCloseTo(batch[owner]!.time, -1);
        }
      }),
      runs,
    );
  });

  it("bulk requests are pairs of lines, with names that never change", () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const { body, documents } = encodeBulk(batch, "@timestamp");
        expect(body === "" || body.endsWith("\n")).toBe(true);
        const lines = utf8(body).toString("utf8").split("\n").slice(0, -1);
        expect(lines).toHaveLength(documents.length * 2);
        const sources = lines.filter((_, nth) => nth % 2 === 1).map((line) => JSON.parse(line));
        expect(sources).toMatchObject(batch.flatMap(({ rows }) => rows).map(written));
        const ids = documents.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(
          encodeBulk([...batch].reverse(), "@timestamp")
            .documents.map(({ id }) => id)
            .sort(),
        ).toEqual(ids.sort());
      }),
      runs,
    );
  });

  it("calls of Azure hold every row once and are never too large", () => {
    const encode = callEncoder(settings(azureLogs()));
    const large = fc.tuple(
      batches,
      fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 30, maxLength: 40 }),
    );
    fc.assert(
      fc.property(large, ([batch, sizes]) => {
        const filled = sizes.map((size, n) => ({
          ...{ organization: "o", id: `filler-${n}`, time: 0, kind: "k", raw: "{}" },
          rows: [{ text: "€".repeat(size / 3), n }],
        }));
        const all = [...batch, ...filled];
        const { bodies, rejected } = encode(all);
        expect(bodies.every((body) => utf8(body).byteLength <= 1_000_000)).toBe(true);
        const rows: JsonObject[] = bodies.flatMap((body) => JSON.parse(body));
        const left = all.filter((_, index) => !rejected.some((each) => each.index === index));
        expect(rows.map(({ BylawId }) => BylawId)).toEqual(
          left.flatMap(({ id, rows: own }) => own.map(() => written(id))),
        );
      }),
      { ...runs, numRuns: 30 },
    );
  });

  it("lines of files and bodies of webhooks hold what the rows hold", () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const items = batch.flatMap((delivery) => itemsOf(delivery, "envelope"));
        const lines = items.map((item) => JSON.stringify(item));
        expect(lines.some((line) => line.includes("\n"))).toBe(false);
        expect(lines.map((line) => JSON.parse(utf8(line).toString("utf8")).data)).toEqual(
          batch.flatMap(({ rows }) => rows).map(written),
        );
      }),
      runs,
    );
  });

  it("names of rows and batches do not run into each other", () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const names = batch.flatMap((delivery) => [0, 1, 2].map((row) => rowId(delivery, row)));
        const parts = batch.map((_, nth) => batchId(batch.slice(0, nth + 1)));
        expect(new Set([...names, ...parts]).size).toBe(names.length + parts.length);
      }),
      runs,
    );
  });
});
