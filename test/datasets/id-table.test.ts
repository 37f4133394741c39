import { expect, it } from "vitest";
import { createIdSet, createIdTable } from "../../src/datasets/id-table.ts";

it("finds every id among many, and none that was not added", () => {
  const ids: string[] = [];
  const table = createIdTable((number, id) => ids[number] === id);
  for (let number = 0; number < 20_000; number++) {
    ids.push(`id-${number}`);
    expect(table.find(`id-${number}`)).toBeUndefined();
    table.set(`id-${number}`, number);
  }
  expect(table.size).toBe(20_000);
  for (const number of [0, 1, 12_345, 19_999]) expect(table.find(`id-${number}`)).toBe(number);
  expect(table.find("id-20000")).toBeUndefined();
});

it("gives a known id another number", () => {
  const table = createIdTable(() => true);
  table.set("a", 0);
  table.set("a", 7);
  expect(table.size).toBe(1);
  expect(table.find("a")).toBe(7);
});

it("tells ids apart although their fingerprints are the same", () => {
  // No number ever stands for the id that is looked up, as with a collision.
  const table = createIdTable(() => false);
  table.set("a", 0);
  table.set("a", 1);
  expect(table.size).toBe(2);
});

it("counts different ids", () => {
  const set = createIdSet();
  for (let number = 0; number < 50_000; number++) set.add(`id-${number % 30_000}`);
  expect(set.size).toBe(30_000);
});
