import { describe, expect, it } from "vitest";
import { dataBinding } from "../../src/engine/bindings.ts";
import { resourceReader } from "../../src/engine/resource-of.ts";
import type { EngineServices } from "../../src/engine/services.ts";
import { ExpressionError } from "../../src/expression/expression-error.ts";
import type { Check } from "../../src/model/check.ts";
import type { IncompleteReason } from "../../src/model/dataset.ts";
import { evaluate, fakeCheck, sampleDataset, sampleRule, services } from "./sample.ts";

const pass = { status: "pass", message: "Fine." } as const;
const fail = { status: "fail", message: "Not fine." } as const;
const lost: IncompleteReason = { code: "forbidden", message: "The token lacks permission 'a:b:view'." };
const things = [
  { id: "1", name: "one" },
  { id: "2", name: "two" },
];
const odd = fakeCheck((record) => [record["id"] === "1" ? fail : pass]);

async function only(...args: Parameters<typeof evaluate>) {
  const [result, ...rest] = await evaluate(...args);
  expect(rest).toEqual([]);
  return result!;
}

describe("a rule over complete data", () => {
  it("counts every outcome and lists what did not pass", async () => {
    const { counts, candidates } = await only([sampleRule()], [sampleDataset("things", things)], odd);
    expect(counts).toMatchObject({ pass: 1, fail: 1, error: 0, unknown: 0 });
    expect(candidates).toMatchObject([
      { status: "fail", resource: { type: "thing", id: "1", name: "one" }, message: "Not fine." },
    ]);
  });

  it("lists passes when asked", async () => {
    const { candidates } = await only([sampleRule()], [sampleDataset("things", things)], odd, true);
    expect(candidates.map((candidate) => candidate.status)).toEqual(["fail", "pass"]);
  });

  it("renders the rule's message for failures only", async () => {
    const check = fakeCheck((record) => [
      record["id"] === "1" ? fail : { status: "error", message: "Broken." },
    ]);
    const { candidates } = await only(
      [sampleRule({ message: "See {{ name }}" })],
      [sampleDataset("things", things)],
      check,
    );
    expect(candidates.map((candidate) => candidate.message)).toEqual(["See one", "Broken."]);
  });

  it("judges only what the filter selects", async () => {
    const { counts } = await only(
      [sampleRule({ where: "id = '2'" })],
      [sampleDataset("things", things)],
      odd,
    );
    expect(counts).toMatchObject({ pass: 1, fail: 0 });
  });

  it("makes a filter that is not boolean an error of that record", async () => {
    const { counts } = await only([sampleRule({ where: "name" })], [sampleDataset("things", things)], odd);
    expect(counts).toMatchObject({ pass: 0, error: 2 });
  });

  it("goes on after a record that throws", async () => {
    const check = fakeCheck((record) => {
      if (record["id"] === "1") throw new Error("boom");
      return [pass];
    });
    const { counts, candidates } = await only([sampleRule()], [sampleDataset("things", things)], check);
    expect(counts).toMatchObject({ pass: 1, error: 1 });
    expect(candidates[0]?.message).toContain("the check failed (Error)");
    expect(candidates[0]?.message).not.toContain("boom");
  });

  it.each([
    ["nothing", () => []],
    ["an unknown status", () => [{ status: "great", message: "Fine." } as never]],
    ["no message", () => [{ status: "pass" } as never]],
  ])("makes a check that gives %s an error", async (_, outcomes) => {
    const { counts } = await only([sampleRule()], [sampleDataset("things", things)], fakeCheck(outcomes));
    expect(counts).toMatchObject({ pass: 0, error: 2 });
  });

  it.each([
    ["nothing", undefined],
    ["evidence that is no list", { ...fail, evidence: "x" }],
    ["sensitive values that are no list", { ...fail, sensitive: "x" }],
    ["a resource without a name", { ...fail, resource: { type: "thing", id: "1" } }],
  ])("makes a check that gives %s at the end an error", async (_, outcome) => {
    const check = fakeCheck(
      () => [pass],
      () => [outcome as never],
    );
    const { counts } = await only([sampleRule()], [sampleDataset("things", things)], check);
    expect(counts).toMatchObject({ pass: 2, fail: 0, error: 1 });
  });

  it("judges a record whose name cannot be evaluated", async () => {
    const dataset = sampleDataset("things", things);
    const source = { ...dataset.source, resource: { type: "thing", id: "id", name: "$fails(name)" } };
    const compile: EngineServices["compile"] = (text) => ({
      source: text,
      evaluate: () => {
        throw new ExpressionError({ code: "T0410", message: "No." });
      },
    });
    const named = resourceReader(source.resource, compile);
    expect(named(things[0]!)).toEqual({ type: "thing", id: "1", name: "1" });
  });

  it("gives each rule variables of its own", async () => {
    const seen: unknown[] = [];
    const check: Check = {
      ...odd,
      evaluate: (_options, { bindings }) => {
        const variables = bindings["var"] as { limit: number };
        seen.push(variables.limit);
        variables.limit = 99;
        return { record: () => [pass] };
      },
    };
    const rules = [sampleRule(), sampleRule({ id: "sample/other" })];
    await evaluate(rules, [sampleDataset("things", things)], check);
    expect(seen).toEqual([3, 3]);
  });

  it("stops a rule that hangs, and only that rule", async () => {
    const check = fakeCheck((record) => {
      for (;;) if (record["never"] === true) return [];
    });
    const good = sampleRule({ id: "sample/good", where: "id = 'nothing'", onEmpty: "pass" });
    const bad = sampleRule({ assumes: [{ dataset: "things", path: ["later"] }] });
    const results = await evaluate([bad, good], [sampleDataset("things", things)], check, false, 300);
    expect(results[0]?.counts).toMatchObject({ error: 1, pass: 0 });
    expect(results[0]?.candidates[0]?.message).toContain("exceeded its time budget");
    expect(results[1]?.counts).toMatchObject({ error: 0, pass: 1 });
  });

  it("judges each record once, whichever rule hangs on the way", async () => {
    const check = fakeCheck((record) => {
      for (;;) if (record["id"] !== "20") return [pass];
    });
    const many = Array.from({ length: 40 }, (_, id) => ({ id: String(id) }));
    const rules = [sampleRule({ id: "sample/good", where: "id != '20'" }), sampleRule()];
    const results = await evaluate(
      [...rules, sampleRule({ id: "sample/last", where: "id != '20'" })],
      [sampleDataset("things", many)],
      check,
      false,
      800,
    );
    const judged = [
      { pass: 39, error: 0 },
      { pass: 20, error: 1 },
      { pass: 39, error: 0 },
    ];
    expect(results.map(({ counts }) => counts)).toEqual(
      judged.map((counts) => expect.objectContaining(counts)),
    );
    expect(results[1]?.candidates[0]?.message).toContain("on things '20'");
  });
});

describe("nothing judged is not a pass", () => {
  it.each(["error", "fail", "pass", "not-applicable"] as const)(
    "an empty dataset is %s when onEmpty says so",
    async (onEmpty) => {
      const { counts } = await only([sampleRule({ onEmpty })], [sampleDataset("things", [])], odd);
      expect(counts[onEmpty === "not-applicable" ? "notApplicable" : onEmpty]).toBe(1);
    },
  );

  it("a filter that selects nothing is treated alike", async () => {
    const { counts, candidates } = await only(
      [sampleRule({ where: "id = 'x'" })],
      [sampleDataset("things", things)],
      odd,
    );
    expect(counts).toMatchObject({ pass: 0, error: 1 });
    expect(candidates[0]?.message).toContain("selects none of the records of");
  });

  it.each(["error", "fail", "pass", "not-applicable"] as const)(
    "leaving out every record is %s when onEmpty says so",
    async (onEmpty) => {
      const check = fakeCheck(() => [{ status: "not-applicable", message: "Excepted." }]);
      const datasets = [sampleDataset("things", things)];
      const { counts, candidates } = await only([sampleRule({ onEmpty })], datasets, check);
      expect({ ...counts, notApplicable: 0 }).toEqual({
        pass: 0,
        fail: 0,
        error: 0,
        unknown: 0,
        notApplicable: 0,
        waived: 0,
        ...(onEmpty === "not-applicable" ? {} : { [onEmpty]: 1 }),
      });
      if (onEmpty !== "error") return;
      expect(candidates.at(-1)?.message).toBe(
        "Rule 'rule' applies to none of the records of 'things' (2 looked at), so nothing was evaluated; say 'onEmpty' if that is expected.",
      );
    },
  );

  it("a check that has nothing to say at the end is an error", async () => {
    const check = fakeCheck(
      () => [],
      () => [],
    );
    const { counts } = await only([sampleRule()], [sampleDataset("things", things)], check);
    expect(counts).toMatchObject({ pass: 0, error: 1 });
  });

  it("a field that no record has is an error, in every dataset that the rule reads", async () => {
    const check = fakeCheck(() => [pass]);
    const assumes = [
      { dataset: "things", path: ["name"] },
      { dataset: "things", path: ["nmae"] },
      { dataset: "others", path: ["parts", "id"] },
      { dataset: "others", path: ["parts", "idd"] },
      { dataset: "others", path: ["empty"] },
      { dataset: "none", path: ["id"] },
    ];
    const datasets = [
      sampleDataset("things", things),
      sampleDataset("others", [{ id: "1", parts: [{}, { id: "1" }], empty: [] }]),
      sampleDataset("none", []),
    ];
    const { candidates } = await only([sampleRule({ assumes })], datasets, check);
    expect(candidates.map(({ status, resource, message }) => [status, resource.id, message])).toEqual([
      [
        "error",
        "things",
        expect.stringContaining("None of the records of 'things' (2 in all) has the field 'nmae'"),
      ],
      [
        "error",
        "others",
        expect.stringContaining("None of the records of 'others' (1 in all) has the field 'parts.idd'"),
      ],
    ]);
  });

  it("a dataset of the policy that was not read is not taken for an empty one", () => {
    const data = dataBinding(
      ["things", "others"],
      new Map([["things", sampleDataset("things", things)]]),
      () => undefined,
    );
    expect(data["things"]).toEqual(things);
    expect(() => data["others"]).toThrow("not planned");
  });

  it("a failure proven by emptiness stands", async () => {
    const check = fakeCheck(
      () => [],
      () => [fail],
    );
    const { counts } = await only([sampleRule({ onEmpty: "pass" })], [sampleDataset("things", [])], check);
    expect(counts).toMatchObject({ pass: 0, fail: 1 });
  });
});

describe("missing fields", () => {
  const missing = fakeCheck((record) => [
    "name" in record ? pass : { status: "missing", field: "name", message: "No name." },
  ]);

  it.each(["error", "fail", "pass", "not-applicable"] as const)(
    "are %s when onMissing says so",
    async (onMissing) => {
      const records = [{ id: "1" }, { id: "2", name: "two" }];
      const { counts } = await only([sampleRule({ onMissing })], [sampleDataset("things", records)], missing);
      expect(counts[onMissing === "not-applicable" ? "notApplicable" : onMissing]).toBeGreaterThan(
        onMissing === "pass" ? 1 : 0,
      );
      expect(counts.error).toBe(onMissing === "error" ? 1 : 0);
    },
  );

  it.each(["pass", "not-applicable"] as const)(
    "everywhere are an error even when onMissing is %s",
    async (onMissing) => {
      const { counts, candidates } = await only(
        [sampleRule({ onMissing })],
        [sampleDataset("things", [{ id: "1" }, { id: "2" }])],
        missing,
      );
      expect(counts.error).toBe(1);
      expect(candidates.at(-1)?.message).toContain("more likely misspelt");
    },
  );
});

describe("incomplete data", () => {
  it("leaves failures standing and makes the rule unknown", async () => {
    const { counts, candidates } = await only([sampleRule()], [sampleDataset("things", things, [lost])], odd);
    expect(counts).toMatchObject({ pass: 1, fail: 1, unknown: 1 });
    expect(candidates.at(-1)?.message).toContain("a:b:view");
  });

  it("holds back what was concluded from absence", async () => {
    const check = fakeCheck(() => [{ ...fail, assumesComplete: true }]);
    const { counts, candidates } = await only(
      [sampleRule()],
      [sampleDataset("things", things, [lost])],
      check,
    );
    expect(counts).toMatchObject({ pass: 0, fail: 0, unknown: 1 });
    expect(candidates[0]?.message).toContain("(2 conclusions)");
  });

  it("of another dataset holds back every conclusion that read it", async () => {
    const check = {
      ...fakeCheck(() => []),
      evaluate: (_: unknown, context: Parameters<ReturnType<typeof fakeCheck>["evaluate"]>[1]) => {
        const known = new Set([...context.input("others").records()].map((record) => record["id"]));
        return { record: (record: (typeof things)[0]) => [known.has(record.id) ? pass : fail] };
      },
    };
    const others = sampleDataset("others", [{ id: "1" }], [lost]);
    const { counts } = await only(
      [sampleRule()],
      [sampleDataset("things", things), others],
      check as ReturnType<typeof fakeCheck>,
    );
    expect(counts).toMatchObject({ pass: 0, fail: 0, unknown: 1 });
  });

  it("read through $data holds back too", async () => {
    const others = sampleDataset("others", [{ id: "1" }], [lost]);
    const rule = sampleRule({ where: "id in $data.others.id" });
    const { counts } = await only([rule], [sampleDataset("things", things), others], odd);
    expect(counts).toMatchObject({ pass: 0, fail: 0, unknown: 1 });
  });

  it("that expressions look things up in is no reason to pass when it is empty", async () => {
    const empty = sampleDataset("others", []);
    const check = fakeCheck(() => [pass]);
    const counts = async (onEmpty: "error" | "fail" | "pass", where: string) => {
      const rule = sampleRule({ onEmpty, where });
      return (await only([rule], [sampleDataset("things", things), empty], check)).counts;
    };
    const looking = "$not(id in $data.others.id)";
    expect(await counts("error", looking)).toMatchObject({ error: 1 });
    expect(await counts("fail", looking)).toMatchObject({ fail: 1 });
    expect(await counts("pass", looking)).toMatchObject({ error: 0, fail: 0, pass: things.length });
    expect(await counts("error", "true")).toMatchObject({ error: 0, pass: things.length });
  });

  it("that is empty is unknown, not empty", async () => {
    const { counts } = await only(
      [sampleRule({ onEmpty: "pass" })],
      [sampleDataset("things", [], [lost])],
      odd,
    );
    expect(counts).toMatchObject({ pass: 0, unknown: 1 });
  });

  it("of an unlicensed product is not applicable", async () => {
    const { counts } = await only(
      [sampleRule()],
      [sampleDataset("things", [], [], "Product 'x' is not licensed.")],
      odd,
    );
    expect(counts).toEqual({ pass: 0, fail: 0, error: 0, unknown: 0, notApplicable: 1, waived: 0 });
  });
});

describe("severity", () => {
  const branches = [{ when: "id = '1'", then: "critical" }, { then: "low" }] as const;

  it("is the first branch that holds", async () => {
    const check = fakeCheck(() => [fail]);
    const { candidates } = await only(
      [sampleRule({ severity: branches })],
      [sampleDataset("things", things)],
      check,
    );
    expect(candidates.map((candidate) => candidate.severity)).toEqual(["critical", "low"]);
  });

  it("is the heaviest when no branch holds or a condition breaks", async () => {
    const check = fakeCheck(() => [fail]);
    const severity = [
      { when: "$error('x')", then: "low" },
      { when: "false", then: "high" },
    ] as const;
    const { candidates } = await only([sampleRule({ severity })], [sampleDataset("things", things)], check);
    expect(candidates.map((candidate) => candidate.severity)).toEqual(["high", "high"]);
  });
});

it("the sample services use the pinned clock", () => {
  expect(services.now).toBe(1_767_225_600_000);
});
