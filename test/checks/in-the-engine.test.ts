import { describe, expect, it } from "vitest";
import { controlMap } from "../../src/checks/control-map.ts";
import { orphans } from "../../src/checks/orphans.ts";
import { redaction } from "../../src/checks/redaction.ts";
import { threshold } from "../../src/checks/threshold.ts";
import { unique } from "../../src/checks/unique.ts";
import type { Check } from "../../src/model/check.ts";
import type { Dataset, IncompleteReason } from "../../src/model/dataset.ts";
import type { Rule } from "../../src/model/policy.ts";
import { evaluate, sampleDataset, sampleRule } from "../engine/sample.ts";

const lost: readonly IncompleteReason[] = [{ code: "lost-page", message: "Page 2 is missing." }];

/** Statuses of what a rule with a check says about `things`, sorted. */
async function statuses(
  check: Check,
  rule: Partial<Rule>,
  datasets: readonly Dataset[],
): Promise<readonly string[]> {
  const results = await evaluate([sampleRule({ check: check.name, ...rule })], datasets, check, true);
  return results.flatMap(({ candidates }) => candidates.map(({ status }) => status)).sort();
}

describe("checks in the engine", () => {
  const things = [
    { id: "a", name: "A" },
    { id: "b", name: "B" },
  ];

  it("an orphan is reported from complete inputs, and is unknown otherwise", async () => {
    const options = { references: [{ from: "ivrs", at: "flow" }] };
    const ivrs = [{ flow: "a" }];
    expect(
      await statuses(orphans, { options }, [sampleDataset("things", things), sampleDataset("ivrs", ivrs)]),
    ).toEqual(["fail", "pass"]);
    const partial = [sampleDataset("things", things), sampleDataset("ivrs", ivrs, lost)];
    const said = await statuses(orphans, { options }, partial);
    expect(said).toContain("unknown");
    expect(said).not.toContain("fail");
  });

  it("tolerated orphans and asked-for references are listed though passes are not", async () => {
    const datasets = [sampleDataset("things", things), sampleDataset("ivrs", [{ id: "i", flow: "a" }])];
    const references = [{ from: "ivrs", at: "flow" }];
    const listed = async (options: Rule["options"]) => {
      const [result] = await evaluate([sampleRule({ check: "orphans", options })], datasets, orphans);
      return result?.candidates.map(({ status, resource }) => `${status} ${resource.id}`);
    };
    expect(await listed({ references })).toEqual(["fail b"]);
    expect(await listed({ references, allow: 1 })).toEqual(["pass b"]);
    expect(await listed({ references, listReferences: true })).toEqual(["pass a", "fail b"]);
  });

  it("controls of an outcome are those of its finding", async () => {
    const options = { by: "name", map: { A: { controls: ["f:1"] } }, unmapped: "fail" };
    const rule = sampleRule({ check: "control-map", options });
    const [result] = await evaluate([rule], [sampleDataset("things", things)], controlMap);
    expect(result?.candidates.map(({ controls }) => controls)).toEqual([["f:1"], []]);
  });

  it("an absent field is an error by default, and everywhere absent even when the rule accepts absence", async () => {
    const options = { fields: ["ssn"] };
    expect(await statuses(redaction, { options }, [sampleDataset("things", things)])).toEqual([
      "error",
      "error",
    ]);
    const accepted = await statuses(redaction, { options, onMissing: "not-applicable" }, [
      sampleDataset("things", things),
    ]);
    expect(accepted).toContain("error");
  });

  it("a broken maximum stands on incomplete data, a kept one does not", async () => {
    const partial = [sampleDataset("things", things, lost)];
    expect(await statuses(threshold, { options: { max: 1 } }, partial)).toEqual(["fail", "unknown"]);
    expect(await statuses(threshold, { options: { max: 2 } }, partial)).toEqual(["unknown"]);
  });

  it("duplicates are looked for among the records that the rule selects", async () => {
    const records = [
      { id: "1", name: "x", on: true },
      { id: "2", name: "x", on: false },
      { id: "3", name: "y", on: true },
    ];
    const rule = { options: { by: "name" }, where: "on" };
    expect(await statuses(unique, rule, [sampleDataset("things", records)])).toEqual(["pass", "pass"]);
    expect(await statuses(unique, { options: { by: "name" } }, [sampleDataset("things", records)])).toEqual([
      "fail",
      "fail",
      "pass",
    ]);
  });
});
