import { expect, it } from "vitest";
import { createIdIndex } from "../../src/datasets/id-index.ts";

it("finds every id among many, and none that was not added", () => {
  const ids: string[] = [];
  const index = createIdIndex(({ number }, id) => ids[number - 1] === id);
  for (let number = 1; number <= 20_000; number++) {
    ids.push(`id-${number}`);
    expect(index.find(`id-${number}`)).toBeUndefined();
    index.set(`id-${number}`, { number, offset: number * 10, length: 10 });
  }
  expect(index.size).toBe(20_000);
  expect(index.find("id-1")).toEqual({ number: 1, offset: 10, length: 10 });
  expect(index.find("id-20000")).toEqual({ number: 20_000, offset: 200_000, length: 10 });
  expect(index.find("id-20001")).toBeUndefined();
});

it("gives a known id another line", () => {
  const index = createIdIndex((_line, id) => id === "a");
  index.set("a", { number: 1, offset: 0, length: 5 });
  index.set("a", { number: 2, offset: 5, length: 9 });
  expect(index.size).toBe(1);
  expect(index.find("a")).toEqual({ number: 2, offset: 5, length: 9 });
});

it("tells ids apart although their fingerprints are the same", () => {
  // Nothing is ever the record of the other id, as with a collision.
  const index = createIdIndex(() => false);
  index.set("a", { number: 1, offset: 0, length: 5 });
  index.set("a", { number: 2, offset: 5, length: 5 });
  expect(index.size).toBe(2);
});
