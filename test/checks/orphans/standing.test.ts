import { describe, expect, it } from "vitest";
import { orphans } from "../../../src/checks/orphans.ts";
import type { Outcome } from "../../../src/model/check.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, type Setting } from "../context.ts";

const references = [{ from: "ivrs", at: "flows" }];

function judged(options: JsonObject, flows: readonly JsonObject[], setting: Setting): readonly Outcome[] {
  return outcomesOf(orphans, { references, ...options }, flows, setting);
}

/** Named evidence of an outcome, as text. */
function named({ evidence = [] }: Outcome): Readonly<Record<string, string>> {
  return Object.fromEntries(
    evidence.flatMap(({ name, found, resource }) =>
      name === undefined ? [] : [[name, found ?? resource?.name ?? ""]],
    ),
  );
}

describe("orphans: what is told of an orphan", () => {
  const flow = {
    id: "a",
    type: "WORKFLOW",
    modifiedAt: "2026-01-02T03:04:05Z",
    modifiedBy: { id: "u1", name: "Ada" },
    published: true,
  };

  it("facts by default, and never the name of a person", () => {
    const [outcome] = judged({}, [flow], { inputs: { ivrs: [] } });
    expect(named(outcome!)).toEqual({
      standing: "orphan",
      type: "WORKFLOW",
      lastModified: "2026-01-02T03:04:05Z",
      modifiedBy: "u1",
      isPublished: "true",
      referencedCount: "0",
    });
  });

  it("facts from elsewhere; what is not there or is no plain value is left out", () => {
    const facts = { type: "kind", modifiedBy: "by", isPublished: "$boom" };
    const [outcome] = judged({ facts }, [{ id: "a", kind: 7, by: { id: "u" } }], { inputs: { ivrs: [] } });
    expect(named(outcome!)).toEqual({ standing: "orphan", type: "7", referencedCount: "0" });
  });

  it("references by unused resources are counted, its own are not", () => {
    const own = [
      { id: "a", uses: ["a", "b"] },
      { id: "b", uses: ["a"] },
    ];
    const more = { references: [...references, { from: "things", at: "uses" }] };
    const outcomes = judged({ ...more, listReferences: true }, own, { inputs: { ivrs: [] } });
    expect(outcomes.map(named)).toMatchObject([
      { referencedCount: "1", referencedBy: "b" },
      { referencedCount: "1", referencedBy: "a" },
    ]);
  });

  it("a tolerated one passes and is listed all the same", () => {
    const [outcome] = judged({ allow: 1 }, [{ id: "a" }], { inputs: { ivrs: [] } });
    expect(outcome).toMatchObject({ status: "pass", listed: true });
    expect(named(outcome!)).toMatchObject({ standing: "tolerated" });
  });

  it("used ones and who refers to them only when asked for", () => {
    const inputs = { ivrs: [{ id: "i", name: "Main", flows: ["a", "a"] }] };
    expect(judged({}, [{ id: "a" }], { inputs })).toEqual([
      { status: "pass", message: "The resource is used." },
    ]);
    const by = { type: "thing", id: "i", name: "Main" };
    expect(judged({ listReferences: true }, [{ id: "a" }], { inputs })).toMatchObject([
      { status: "pass", listed: true, evidence: [{ name: "referencedBy", resource: by }] },
    ]);
  });

  it("a use of which only the ids are known names its user by id", () => {
    const options = {
      entryPoints: [{ from: "ivrs" }],
      edges: [{ from: "uses", source: "by", target: "of" }],
      listReferences: true,
    };
    const inputs = {
      ivrs: [{ id: "i" }],
      uses: [
        { by: "i", of: "a" },
        { by: "a", of: "a" },
      ],
    };
    const [outcome] = judged(options, [{ id: "a" }], { inputs: { ...inputs } });
    expect(outcome?.evidence).toEqual([
      { name: "referencedBy", resource: { type: "resource", id: "i", name: "i" } },
    ]);
  });
});

describe("orphans: several published versions", () => {
  const flows = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const ivrs = [{ flows: ["c"] }];

  it("by records of versions: an unreferenced resource with two is flagged, not an orphan", () => {
    const versions = [
      { flow: "a", type: "PUBLISH" },
      { flow: "a", type: "PUBLISH" },
      { flow: "b", type: "PUBLISH" },
      { flow: "b", type: "SAVE" },
      { flow: "c", type: "PUBLISH" },
      { flow: "c", type: "PUBLISH" },
    ];
    const options = { versions: { from: "versions", at: "flow", count: "type = 'PUBLISH' ? 1 : 0" } };
    const outcomes = judged(options, flows, { inputs: { ivrs, versions } });
    expect(outcomes.map(({ status }) => status)).toEqual(["not-applicable", "fail", "pass"]);
    expect(named(outcomes[0]!)).toMatchObject({ standing: "versioned", referencedCount: "0" });
  });

  it("by a count in the records themselves", () => {
    const counted = [
      { id: "a", versionCount: 2 },
      { id: "b", versionCount: 1 },
    ];
    const options = { versions: { from: "things", count: "versionCount" } };
    expect(judged(options, counted, { inputs: { ivrs } }).map(({ status }) => status)).toEqual([
      "not-applicable",
      "fail",
    ]);
  });

  it("a count that is not there is one error, and no orphan", () => {
    const options = { versions: { from: "things", count: "versionCount" } };
    expect(judged(options, flows, { inputs: { ivrs } })).toMatchObject([
      { status: "pass" },
      {
        status: "error",
        message:
          "The versions of 3 of 3 records of 'things' could not be read, so 2 resources are undecided.",
      },
    ]);
  });
});

describe("orphans: references to what is not in the inventory", () => {
  const ivrs = [
    { id: "i", name: "Main", flows: ["a", "x"] },
    { id: "j", name: "Other", flows: ["x", "draft"] },
  ];
  const all = [{ id: "a" }, { id: "b" }, { id: "draft" }];
  const options = { inventory: "all", listReferences: true };

  it("are listed as not applicable, with how many there are and whose", () => {
    const outcomes = judged(options, [{ id: "a" }, { id: "b" }], { inputs: { ivrs, all } });
    expect(outcomes.map(({ status }) => status)).toEqual(["pass", "fail", "not-applicable"]);
    expect(outcomes[2]).toMatchObject({
      key: "cross-org",
      resource: { type: "thing", id: "x", name: "x" },
      evidence: [
        { name: "standing", found: "cross-org" },
        { name: "referencedCount", found: "2" },
        { name: "referencedBy", resource: { id: "i" } },
        { name: "referencedBy", resource: { id: "j" } },
      ],
    });
  });

  it("are not listed when the inventory lacks something", () => {
    const outcomes = judged(options, [{ id: "a" }], { inputs: { ivrs, all }, incomplete: ["all"] });
    expect(outcomes.map(({ status }) => status)).toEqual(["pass"]);
  });

  it("are not known when an id of the inventory cannot be read", () => {
    const odd = [...all, { id: { odd: true } }];
    const outcomes = judged(options, [{ id: "a" }], { inputs: { ivrs, all: odd } });
    expect(outcomes.map(({ status }) => status)).toEqual(["pass", "error"]);
  });
});
