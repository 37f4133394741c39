import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reachableFrom } from "../../../src/checks/orphans/graph.ts";
import { orphans } from "../../../src/checks/orphans.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, type Setting } from "../context.ts";

/** Id → status, for outcomes at hand or with a resource of their own. */
function judged(
  options: JsonObject,
  flows: readonly JsonObject[],
  inputs: Setting["inputs"] = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    flows.map((flow) => {
      const [outcome] = outcomesOf(orphans, options, [flow], { inputs: { things: flows, ...inputs } });
      return [flow["id"], outcome?.status];
    }),
  );
}

const flows = [{ id: "a" }, { id: "b" }, { id: "c" }];
const fromIvrs = { from: "ivrs", at: "[open.id, menu.options.flowId]" };

describe("orphans: what counts as use", () => {
  it("a reference from another dataset, however deep", () => {
    const ivrs = [{ open: { id: "a" } }, { menu: [{ options: [{ flowId: "b" }] }] }, {}];
    expect(judged({ references: [fromIvrs] }, flows, { ivrs })).toEqual({ a: "pass", b: "pass", c: "fail" });
  });

  it("not a reference to itself", () => {
    const own = [
      { id: "a", uses: ["a"] },
      { id: "b", uses: ["a"] },
    ];
    const options = {
      references: [
        { from: "ivrs", at: "open" },
        { from: "things", at: "uses" },
      ],
    };
    expect(judged(options, own, { ivrs: [] })).toEqual({ a: "fail", b: "fail" });
    expect(judged(options, own, { ivrs: [{ open: "b" }] })).toEqual({ a: "pass", b: "pass" });
  });

  it("a chain of edges from an entry point, through other kinds of resources", () => {
    const inputs = {
      ivrs: [{ id: "i" }],
      uses: [
        { by: "i", of: "m" },
        { by: "m", of: "a" },
        { by: "x", of: "b" },
        { by: "c", of: "c" },
      ],
    };
    const options = {
      entryPoints: [{ from: "ivrs" }],
      edges: [{ from: "uses", source: "by", target: "of" }],
    };
    expect(judged(options, flows, inputs)).toEqual({ a: "pass", b: "fail", c: "fail" });
  });

  it("being an entry point among the judged ones", () => {
    const typed = [{ id: "a", type: "queue", next: "b" }, { id: "b" }, { id: "c" }];
    const options = {
      entryPoints: [{ from: "things", at: "type = 'queue' ? id" }],
      references: [{ from: "things", at: "next" }],
    };
    expect(judged(options, typed)).toEqual({ a: "pass", b: "pass", c: "fail" });
  });

  it("references to ids that do not exist change nothing", () => {
    expect(
      judged({ references: [fromIvrs] }, [{ id: "a" }], { ivrs: [{ open: { id: "elsewhere" } }] }),
    ).toEqual({ a: "fail" });
  });

  it("an id of its own name, as text or number", () => {
    const options = { id: "key", references: [{ from: "ivrs", at: "open" }] };
    const outcomes = outcomesOf(orphans, options, [{ key: 7 }, { key: "8" }, { id: "7" }], {
      inputs: { ivrs: [{ open: ["7", 8] }] },
    });
    expect(outcomes.map(({ status }) => status)).toEqual(["pass", "pass", "missing"]);
  });
});

describe("orphans: exceptions", () => {
  const inputs = { ivrs: [] };
  const base = { references: [fromIvrs] };
  it.each<[string, JsonObject, JsonObject, string]>([
    ["excluded", { exclude: "system" }, { id: "a", system: true }, "not-applicable"],
    ["not excluded", { exclude: "system" }, { id: "a", system: false }, "fail"],
    ["exclusion unknown", { exclude: "system" }, { id: "a" }, "missing"],
    ["exclusion odd", { exclude: "system" }, { id: "a", system: "yes" }, "error"],
    ["old", { olderThan: "P90D" }, { id: "a", publishedAt: "2026-08-22T12:00:00Z" }, "fail"],
    ["young", { olderThan: "P90D" }, { id: "a", publishedAt: "2026-08-22T12:00:01Z" }, "not-applicable"],
    ["age unknown", { olderThan: "P90D" }, { id: "a" }, "missing"],
    ["age unreadable", { olderThan: "P90D" }, { id: "a", publishedAt: "2026-02-30T00:00:00Z" }, "error"],
    [
      "age elsewhere",
      { olderThan: "P90D", at: "changed" },
      { id: "a", changed: "2020-01-01T00:00:00Z" },
      "fail",
    ],
  ])("%s", (_, more, flow, status) => {
    expect(
      outcomesOf(orphans, { ...base, ...more }, [flow], { inputs }).map((outcome) => outcome.status),
    ).toEqual([status]);
  });

  it.each([
    [3, ["pass", "pass", "pass"]],
    [2, ["fail", "fail", "fail"]],
  ])("allow %i: one more than allowed and all of them fail", (allow, statuses) => {
    const outcomes = outcomesOf(orphans, { ...base, allow }, flows, { inputs });
    expect(outcomes.map(({ status }) => status)).toEqual(statuses);
    expect(outcomes.map(({ record }) => record)).toEqual(flows);
    expect(outcomes.every(({ assumesComplete }) => assumesComplete === true)).toBe(true);
  });
});

describe("orphans: trust", () => {
  it("concludes from complete data only, and says what was searched", () => {
    const inputs = { ivrs: [{ open: { id: "x" } }, {}] };
    expect(outcomesOf(orphans, { references: [fromIvrs] }, [{ id: "a", name: "Main" }], { inputs })).toEqual([
      {
        status: "fail",
        message: "'Main' is referenced by nothing that is in use.",
        evidence: [
          { expected: "a reference from 'ivrs'", found: "none among 1 ids in 2 records" },
          { name: "standing", found: "orphan" },
          { name: "referencedCount", found: "0" },
        ],
        assumesComplete: true,
      },
    ]);
  });

  it("reports one error instead of false orphans when references cannot be read", () => {
    const inputs = { ivrs: [{ open: { id: "a" } }, { open: "b" }] };
    const outcomes = outcomesOf(orphans, { references: [{ from: "ivrs", at: "open" }] }, flows, { inputs });
    expect(outcomes).toMatchObject([
      { status: "pass" },
      {
        status: "error",
        message:
          "The references of 1 of 2 records of 'ivrs' could not be read, so 2 resources are undecided.",
      },
    ]);
  });

  it("does not take an edge without a user for no edge", () => {
    const options = {
      entryPoints: [{ from: "ivrs" }],
      edges: [{ from: "uses", source: "by", target: "of" }],
    };
    const outcomes = outcomesOf(orphans, options, flows, {
      inputs: { ivrs: [{ id: "a" }], uses: [{ of: "b" }] },
    });
    expect(outcomes.map(({ status }) => status)).toEqual(["pass", "error"]);
  });
});

describe("orphans: against plain sets and searches", () => {
  const ids = fc.constantFrom("a", "b", "c", "d", "e", "__proto__");
  const inventory = fc.uniqueArray(ids, { minLength: 1 });

  it("direct references are a difference of sets", () => {
    fc.assert(
      fc.property(inventory, fc.array(fc.array(ids)), (all, references) => {
        const used = new Set(references.flat());
        const options = { references: [{ from: "ivrs", at: "flows" }] };
        const expected = Object.fromEntries(all.map((id) => [id, used.has(id) ? "pass" : "fail"]));
        const records = all.map((id) => ({ id }));
        expect(judged(options, records, { ivrs: references.map((list) => ({ flows: list })) })).toEqual(
          expected,
        );
      }),
    );
  });

  it("reachability is a breadth-first search", () => {
    fc.assert(
      fc.property(fc.array(ids), fc.array(fc.tuple(ids, ids)), (roots, edges) => {
        let reached = [...new Set(roots)];
        for (let before = -1; before < reached.length; ) {
          before = reached.length;
          reached = [
            ...new Set([...reached, ...edges.filter(([from]) => reached.includes(from)).map(([, to]) => to)]),
          ];
        }
        const uses = new Map<string, Set<string>>();
        for (const [from, to] of edges) uses.set(from, new Set([...(uses.get(from) ?? []), to]));
        expect([...reachableFrom({ roots: new Set(roots), uses })].sort()).toEqual(reached.sort());
      }),
    );
  });
});
