import { describe, expect, it } from "vitest";
import { scanDataset } from "../../src/datasets/scan-dataset.ts";
import type { DataSource } from "../../src/model/data-source.ts";

const source: DataSource = {
  name: "demo.things",
  provider: "demo",
  title: "Things",
  resource: { type: "thing", id: "id", name: "name" },
  parameters: {},
};

function scanned(isUnchanged = () => true) {
  const records = [{ id: "a" }, { id: "b" }];
  const scan = {
    ...{ size: 20, identity: "one", isUnchanged, close() {} },
    batches: () => [{ length: 2, record: (index: number) => records[index] ?? {} }],
  };
  return scanDataset(scan, { source, parameters: {} }, "things", "acme");
}

function readWhole(dataset: ReturnType<typeof scanned>): void {
  for (const batch of dataset.lazyBatches?.() ?? [])
    for (let index = 0; index < batch.length; index++) batch.record(index);
}

describe("a dataset that is evaluated while it is read", () => {
  it("is not counted while it is read, neither the first time nor again", () => {
    const dataset = scanned();
    readWhole(dataset);
    expect([dataset.count, dataset.failed]).toEqual([2, false]);
    dataset.part();
    expect(() => dataset.count).toThrow("not been counted");
    expect(dataset.failed).toBe(true);
  });

  it("keeps its count when a thread that read it again died", () => {
    const dataset = scanned();
    readWhole(dataset);
    dataset.part();
    dataset.lose(1, "A thread died.");
    dataset.conclude();
    expect([dataset.count, dataset.failed, dataset.ledger.reasons]).toEqual([2, false, []]);
  });

  it("fails when its source was changed by the end, whoever read what of it", () => {
    const dataset = scanned(() => false);
    expect(() => readWhole(dataset)).toThrow("changed");
    expect(dataset.failed).toBe(true);
  });
});
