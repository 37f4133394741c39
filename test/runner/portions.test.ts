import fc from "fast-check";
import { expect, it } from "vitest";
import { cut, stop, taken } from "../../src/runner/workers/portions.ts";

/** Says which bytes are asked of it. */
const asked = (into: (readonly [number, number])[]) => ({
  batches(from = 0, to = 0) {
    into.push([from, to]);
    return [];
  },
  fingerprints: () => [],
});
const megabyte = 1024 * 1024;

it("threads take each portion of a file once, each at least one of a file that has enough bytes", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.nat(20), fc.nat(500 * megabyte)),
      fc.integer({ min: 2, max: 5 }),
      fc.infiniteStream(fc.nat(4)),
      (size, threads, turns) => {
        const portions = cut(size, threads);
        const ranges: (readonly [number, number])[] = [];
        const takers = Array.from({ length: threads }, (_, thread) => taken(asked(ranges), portions, thread));
        const places = takers.flatMap((taker) => taker.next().value?.portion ?? []);
        expect(places.length).toBe(Math.min(threads, portions.count));
        const open = new Set(takers);
        for (const turn of turns) {
          const taker = [...open][turn % open.size];
          if (taker === undefined) break;
          const { done, value } = taker.next();
          if (done === true) open.delete(taker);
          else places.push(value.portion);
        }
        expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: portions.count }, (_, n) => n));
        const inOrder = ranges.sort(([a], [b]) => a - b);
        for (const [index, [from, to]] of inOrder.entries()) {
          expect(from).toBe(inOrder[index - 1]?.[1] ?? 0);
          if (index < inOrder.length - 1) expect(to - from).toBeLessThanOrEqual(16 * megabyte);
          else expect(to).toBeGreaterThan(size);
        }
      },
    ),
    { numRuns: 200 },
  );
});

it("threads take no more of a file that is odd", () => {
  const portions = cut(100 * megabyte, 2);
  const [one, two] = [taken(asked([]), portions, 0), taken(asked([]), portions, 1)];
  expect([one.next().value?.portion, two.next().value?.portion, one.next().value?.portion]).toEqual([
    0, 1, 2,
  ]);
  stop(portions);
  expect([one.next().done, two.next().done]).toEqual([true, true]);
});
