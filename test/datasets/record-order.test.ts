import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecordStore } from "../../src/datasets/record-store.ts";
import type { JsonObject } from "../../src/model/json.ts";

const idOf = (record: JsonObject): string => String(record["id"]);
const timeOf = (record: JsonObject): number => Number(record["at"]);

/** @param memory bytes; what is more is in a file */
function stored(records: readonly JsonObject[], memory: number) {
  const store = createRecordStore(idOf, undefined, memory, timeOf);
  for (const record of records) store.add(record);
  const batches = [...store.batches()];
  const lazily = [...store.lazyBatches()].flatMap(({ length, record }) =>
    Array.from({ length }, (_, at) => record(at)),
  );
  store.close();
  expect(lazily).toEqual(batches.flat());
  return batches;
}

describe("records with a time", () => {
  const record = fc.record({
    id: fc.string({ maxLength: 3 }),
    at: fc.integer({ min: 0, max: 5 }),
    more: fc.nat(1),
  });

  it("are in one order, by time and id, in whatever order they came", () => {
    const records = fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 60 });
    fc.assert(
      fc.property(records, fc.constantFrom(0, 1e6), (list, memory) => {
        const expected = list.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        expect(stored(list, memory).flat()).toEqual(expected);
        expect(stored(list.toReversed(), memory).flat()).toEqual(expected);
      }),
    );
  });

  it("are each there once, the newest of several with one id, in its place", () => {
    const list = [5, 3, 4, 3].map((at, place) => ({ id: `${at}`, at, place }));
    expect(stored([...list, { id: "5", at: 1, place: 9 }], 0).flat()).toMatchObject([
      { at: 1, place: 9 },
      { at: 3, place: 3 },
      { at: 4 },
    ]);
  });

  it("are handed out a megabyte at a time, sorted or not", () => {
    const filler = "x".repeat(10_000);
    const list = Array.from({ length: 500 }, (_, at) => ({ id: `e${at}`, at: 500 - at, filler }));
    const batches = stored(list, 0);
    expect(batches.flat().map(timeOf)).toEqual(list.map(timeOf).toReversed());
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThan(130);
  });
});
