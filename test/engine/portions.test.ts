import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type DividedDataset,
  evaluatePolicy,
  judgePortions,
  type Portion,
} from "../../src/engine/evaluate-policy.ts";
import type { Check } from "../../src/model/check.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { RuleResult } from "../../src/model/rule-result.ts";
import { evaluate, fakeCheck, sampleDataset, samplePolicy, sampleRule } from "./sample.ts";

const passed = Object.freeze([Object.freeze({ status: "pass" as const, message: "Fine." })]);
const mixed: Check = fakeCheck(({ id, n }) => {
  if (n === 1) return [{ status: "fail", message: `${id} is not fine.` }];
  if (n === 2) return [{ status: "missing", field: "size", key: "size", message: "There is no size." }];
  if (n === 3) throw new TypeError("broken");
  return passed;
});
const rules = [
  sampleRule(),
  sampleRule({ id: "sample/some", where: "n > 1" }),
  sampleRule({ id: "sample/lenient", onMissing: "pass" }),
  sampleRule({ id: "sample/absent", assumes: [{ dataset: "things", path: ["size"] }] }),
];

/** Judges those portions that `own` says, and has another evaluation judge the others, last ones first. */
function divided(records: readonly JsonObject[], ends: readonly number[], own: readonly boolean[]) {
  const input = samplePolicy(rules, [sampleDataset("things", records)], mixed);
  const all = ends.map((end, portion): Portion => {
    const part = records.slice(ends[portion - 1] ?? 0, end);
    return { portion, batches: [{ length: part.length, record: (index) => part[index] ?? {} }] };
  });
  const division: DividedDataset = {
    portions: () => all.filter(({ portion }) => own[portion]),
    async whole(mine) {
      const others = all.filter(({ portion }) => !own[portion]).reverse();
      const theirs = await judgePortions(input, "things", others);
      return { shares: [...mine, ...theirs].sort((one, other) => one.portion - other.portion) };
    },
  };
  return evaluatePolicy({ ...input, divide: () => division });
}

/** What is said of the records, without the datasets. */
const said = (results: readonly RuleResult[]) =>
  results.map(({ rule, counts, candidates }) => ({ id: rule.id, counts, candidates }));

const records = fc
  .array(fc.record({ n: fc.nat(5), size: fc.nat(2) }, { requiredKeys: ["n"] }), { maxLength: 30 })
  .map((list) => list.map((record, index): JsonObject => ({ id: `t${index}`, ...record })));

it("rules come to the same, whoever judges which portions of their dataset, and in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(
      records,
      fc.array(fc.nat(30), { maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
      async (list, cuts, own) => {
        const ends = [...cuts.filter((cut) => cut < list.length).sort((a, b) => a - b), list.length];
        const whole = await evaluate(rules, [sampleDataset("things", list)], mixed);
        expect(said(await divided(list, ends, own))).toEqual(said(whole));
      },
    ),
  );
});
