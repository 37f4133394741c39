import { describe, expect, it } from "vitest";
import type { Check, Outcome } from "../../src/model/check.ts";
import type { Dataset } from "../../src/model/dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { evaluate, fakeCheck, sampleDataset, sampleRule } from "./sample.ts";

const passed: readonly Outcome[] = Object.freeze([Object.freeze({ status: "pass", message: "Fine." })]);
const things = Array.from({ length: 40 }, (_, n) => ({ id: `${n}`, n, name: `thing ${n}` }));

/** The same records; a glimpse of one has another name, so that it shows where it was kept. */
function glimpsedDataset(
  records: readonly JsonObject[],
  batches = 1,
): Dataset & { readonly asked: string[] } {
  const asked: string[] = [];
  const told = (how: string, index: number): JsonObject => {
    asked.push(`${how} ${index}`);
    return records[index] ?? {};
  };
  const batch = {
    length: records.length,
    record: (index: number) => told("record", index),
    glimpse: (index: number) => ({ ...told("glimpse", index), name: "glimpsed" }),
  };
  return {
    ...sampleDataset("things", records),
    lazyBatches: () => Array.from({ length: batches }, () => batch),
    asked,
  };
}

/** What is said of the records, without the datasets. */
const said = (results: Awaited<ReturnType<typeof evaluate>>) =>
  results.map(({ rule, counts, candidates }) => ({ id: rule.id, counts, candidates }));

/** Fails some, breaks at some, and passes the others. */
const mixed = fakeCheck((record) => {
  const n = Number(record["n"]);
  if (n % 20 === 3) return [{ status: "fail", message: `${record["name"]} is not fine.` }];
  if (n % 20 === 5) return [{ status: "missing", field: "size", key: "size", message: "There is no size." }];
  if (n % 20 === 7) throw new TypeError("broken");
  return passed;
});
const rules = [
  sampleRule(),
  sampleRule({ id: "sample/some", where: "n > 20 and $contains(name, 'i')", message: "See {{ name }}" }),
  sampleRule({ id: "sample/odd", where: "n < 30 ? n < 25 : name" }),
  sampleRule({ id: "sample/heavy", severity: [{ when: "$contains(name, 'glimpsed')", then: "low" }] }),
  sampleRule({ id: "sample/absent", assumes: [{ dataset: "things", path: ["size"] }] }),
];

describe("records that are glimpsed first", () => {
  it("come to the same as others, and nothing of a glimpse is kept", async () => {
    const dataset = glimpsedDataset(things);
    const found = said(await evaluate(rules, [dataset], mixed));
    expect(found).toEqual(said(await evaluate(rules, [sampleDataset("things", things)], mixed)));
    expect(found[0]?.counts).toMatchObject({ pass: 34, fail: 2, error: 4 });
    expect(JSON.stringify(found)).toContain("thing 3 is not fine.");
    expect(JSON.stringify(found)).not.toContain("glimpsed");
  });

  it("are read as they are only where they do not pass, and once", async () => {
    const dataset = glimpsedDataset(things);
    await evaluate([sampleRule(), sampleRule({ id: "sample/again" })], [dataset], mixed);
    const odd = [3, 5, 7, 23, 25, 27].map((n) => `record ${n}`);
    expect(dataset.asked.filter((each) => each.startsWith("record"))).toEqual(odd);
    expect(dataset.asked.filter((each) => each.startsWith("glimpse"))).toHaveLength(things.length);
  });

  it("are glimpsed no longer where most of them do not pass", async () => {
    const failing = (share: number) =>
      fakeCheck((record) =>
        Number(record["n"]) % 4 < share ? [{ status: "fail", message: "No." }] : passed,
      );
    for (const [share, glimpses] of [
      [2, 80],
      [3, 40],
    ] as const) {
      const dataset = glimpsedDataset(things, 2);
      const [result] = await evaluate([sampleRule()], [dataset], failing(share));
      expect(result?.counts).toMatchObject({ fail: share * 20, pass: 80 - share * 20 });
      expect(dataset.asked.filter((each) => each.startsWith("glimpse"))).toHaveLength(glimpses);
    }
  });

  it("are read once where there is no glimpse of them, whether they pass or not", async () => {
    const { asked, ...dataset } = glimpsedDataset(things);
    const [batch] = [...(dataset.lazyBatches?.() ?? [])];
    if (batch === undefined) throw new Error("There is no batch.");
    const blind = {
      ...batch,
      glimpse: (index: number) => (index % 2 === 0 ? batch.glimpse?.(index) : undefined),
    };
    const found = said(await evaluate(rules, [{ ...dataset, lazyBatches: () => [blind] }], mixed));
    expect(found).toEqual(said(await evaluate(rules, [sampleDataset("things", things)], mixed)));
    for (const { n } of things.filter((thing) => thing.n % 2 === 1))
      expect(asked.filter((each) => each.endsWith(` ${n}`))).toEqual([`record ${n}`]);
  });

  const kept: JsonObject[] = [];
  const keeping: Check = {
    ...mixed,
    evaluate: () => ({
      record(record) {
        kept.push(record);
        return passed;
      },
      finish: () => [{ status: "pass", message: `${kept.at(-1)?.["name"]}` }],
    }),
  };
  it("are not where a rule decides at the end, or passes are listed", async () => {
    for (const [check, includePass] of [
      [keeping, false],
      [mixed, true],
    ] as const) {
      const dataset = glimpsedDataset(things);
      const found = said(await evaluate([sampleRule()], [dataset], check, includePass));
      expect(found).toEqual(
        said(await evaluate([sampleRule()], [sampleDataset("things", things)], check, includePass)),
      );
      expect(dataset.asked).toEqual(things.map(({ n }) => `record ${n}`));
    }
  });

  it("name the record as it is that a rule hung on", async () => {
    const hanging = fakeCheck((record) => {
      for (; record["n"] === 21; );
      return passed;
    });
    const [result] = await evaluate([sampleRule()], [glimpsedDataset(things)], hanging, false, 50);
    expect(result?.candidates[0]?.message).toContain("exceeded its time budget on things '21'");
    expect(result?.counts).toMatchObject({ pass: 21, error: 1 });
  });
});
