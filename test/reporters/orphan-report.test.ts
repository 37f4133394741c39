import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { orphanReportReporter } from "../../src/reporters/orphan-report.ts";
import { decodeVisible } from "./decoded.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { incompleteInventoryRun, inventoryRun } from "./inventory-run.ts";
import { rendered } from "./rendered.ts";
import { emptyRun } from "./sample-run.ts";

const report = (run: Run, settings = {}) => JSON.parse(rendered(orphanReportReporter, run, { settings }));
const golden = (name: string) => join(import.meta.dirname, "golden", name);

describe("orphan-report", () => {
  it("is written as agreed", async () => {
    const text = rendered(orphanReportReporter, inventoryRun);
    await expect(text).toMatchFileSnapshot(golden("inventory.orphan-report.json"));
  });

  it("of an incomplete reading tells no number and no orphan, but why", async () => {
    const text = rendered(orphanReportReporter, incompleteInventoryRun);
    await expect(text).toMatchFileSnapshot(golden("incomplete.orphan-report.json"));
    expect(JSON.parse(text)).toMatchObject({
      auditMetadata: { resourceCounts: { ivrs: null, orphanedFlows: null } },
      orphanedResources: [],
    });
  });

  it("is the same bytes whatever the order of the findings", () => {
    const turned = { ...inventoryRun, findings: inventoryRun.findings.toReversed() };
    expect(rendered(orphanReportReporter, turned)).toBe(rendered(orphanReportReporter, inventoryRun));
  });

  it("leaves waived orphans to their own list", () => {
    const { orphanedResources, waivedResources } = report(inventoryRun);
    expect(orphanedResources.map(({ flowId }: { flowId: string }) => flowId)).toEqual(["f-1", "f-2"]);
    expect(waivedResources).toMatchObject([{ flowId: "f-3", waived: { owner: "cx" } }]);
  });

  it("counts tolerated orphans as orphans", () => {
    const findings = inventoryRun.findings.map((each) => ({
      ...each,
      status: "pass" as const,
      evidence: each.evidence.map((one) => (one.found === "orphan" ? { ...one, found: "tolerated" } : one)),
    }));
    const { auditMetadata } = report({ ...inventoryRun, findings });
    expect(auditMetadata.resourceCounts.orphanedFlows).toBe(2);
  });

  it.each<[string, Partial<Run>]>([
    ["an error of the whole run", { diagnostics: [{ code: "x", severity: "error", summary: "Broken." }] }],
    ["an interrupted run", { exitCode: 130 }],
    ["a product that is not licensed", { datasets: withLicence(inventoryRun.datasets) }],
    [
      "a rule that was not evaluated",
      { rules: inventoryRun.rules.map((r) => ({ ...r, status: "unknown" })) },
    ],
  ])("does not count orphans after %s", (_, changes) => {
    const { auditMetadata, incomplete } = report({ ...inventoryRun, ...changes });
    expect(auditMetadata.resourceCounts.orphanedFlows).toBeNull();
    expect(incomplete).not.toEqual([]);
  });

  it("is a list for several tenants, one object when one is chosen", () => {
    const rules = inventoryRun.rules.map((each) => ({
      ...each,
      reads: ["prod", "test"].map((tenant) => ({ tenant, datasets: [0, 1] })),
    }));
    const both = { ...inventoryRun, rules };
    expect(report(both).length).toBe(2);
    expect(report(both, { tenant: "test" })).toMatchObject({
      auditMetadata: { organizationId: null, resourceCounts: { routingRules: null, orphanedFlows: 0 } },
    });
  });

  it.each<[string, Run, Record<string, string>]>([
    ["there is no such rule", emptyRun, {}],
    ["the chosen rule is another", inventoryRun, { rule: "a/b" }],
    ["the chosen tenant is another", inventoryRun, { tenant: "nowhere" }],
  ])("is refused when %s: an empty report would read as no orphans", (_, run, settings) => {
    expect(() => report(run, settings)).toThrow(/nothing to tell/);
  });

  it("gives hostile names back as they were", () => {
    const [first] = inventoryRun.findings;
    const findings = hostileStrings.map((text, index) => ({
      ...first!,
      resource: { type: "flow", id: String(index).padStart(4, "0"), name: text },
      evidence: [
        { name: "standing", found: "orphan" },
        { name: "modifiedBy", found: text },
      ],
    }));
    const { orphanedResources } = report({ ...inventoryRun, findings });
    for (const [index, { name, modifiedBy }] of orphanedResources.entries()) {
      expect(decodeVisible(name)).toBe(decodeVisible(hostileStrings[index] ?? ""));
      expect(modifiedBy).toBe(hostileStrings[index]);
    }
    expect(orphanedResources.length).toBe(hostileStrings.length);
  });
});

function withLicence(datasets: Run["datasets"]): Run["datasets"] {
  return datasets.map((each) => ({ ...each, notApplicable: "no licence" }));
}
