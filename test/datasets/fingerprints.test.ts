import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areDistinct, collectFingerprints, sizeOf } from "../../src/datasets/fingerprints.ts";

function taken(ids: Iterable<string>) {
  const collector = collectFingerprints();
  for (const id of ids) collector.add(id);
  return collector.take();
}

const many = Array.from({ length: 200_000 }, (_, index) => `event-${index}`);

describe("fingerprints of ids", () => {
  it("are as many as the ids, and distinct when those are", () => {
    const all = taken(many);
    expect(sizeOf(all)).toBe(many.length);
    expect(areDistinct([all])).toBe(true);
  });

  it("are of no more than a few buckets' lists at a time", () => {
    const lengths = taken(many).map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThan(many.length / 32);
  });

  it.each([0, 1, 99_999, 199_999])("show that the id at %i is there twice", (index) => {
    expect(areDistinct([taken([...many, many[index] ?? ""])])).toBe(false);
    expect(areDistinct([taken(many), taken([many[index] ?? ""])])).toBe(false);
  });

  it("show each id twice, in whatever bucket it is", () => {
    const missed = many.slice(0, 2_000).filter((id) => areDistinct([taken([id]), taken([id])]));
    expect(missed).toEqual([]);
  });

  it("show an id of any form twice, in one part or in several", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary" })), fc.nat(), fc.nat(), (ids, at, cut) => {
        const parts = (list: readonly string[]) => [
          taken(list.slice(0, cut % (list.length + 1))),
          taken(list.slice(cut % (list.length + 1))),
        ];
        const first = ids[at % Math.max(1, ids.length)];
        expect(areDistinct(parts(ids))).toBe(true);
        if (first !== undefined) expect(areDistinct(parts([...ids, first]))).toBe(false);
      }),
    );
  });

  it("are given away once", () => {
    const collector = collectFingerprints();
    collector.add("a");
    expect(sizeOf(collector.take())).toBe(1);
    expect(sizeOf(collector.take())).toBe(0);
  });
});
