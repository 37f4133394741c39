import type { Evidence, Finding } from "../../src/model/finding.ts";
import type { Run } from "../../src/model/run.ts";
import { finding, sampleRun } from "./sample-run.ts";

const rule = "flow-hygiene/no-orphans";

function flow(id: string, standing: string, changes: Partial<Finding> = {}, more: readonly Evidence[] = []) {
  return finding({
    rule,
    resource: { type: "flow", id, name: `Flow ${id}` },
    evidence: [
      { expected: "a reference from 'ivrs'", found: "none among 3 ids in 2 records" },
      { name: "standing", found: standing },
      { name: "type", found: "INBOUNDCALL" },
      { name: "lastModified", found: "2026-01-02T03:04:05.000Z" },
      { name: "modifiedBy", found: "u-1" },
      { name: "isPublished", found: "true" },
      { name: "referencedCount", found: "0" },
      ...more,
    ],
    ...changes,
  });
}

const ivr = { type: "ivr", id: "i-1", name: "Main line" };
const sibling = { type: "flow", id: "f-2", name: "Flow f-2" };
const by = (resource: Evidence["resource"] & object): Evidence => ({ name: "referencedBy", resource });

function dataset(name: string, resource: string, records: number): Run["datasets"][number] {
  const [first] = sampleRun.datasets;
  if (first === undefined) throw new Error("the sample has no dataset");
  return { ...first, name, resource, records, source: `genesyscloud.${name}` };
}

/** One tenant whose flows were taken inventory of, with references listed. */
export const inventoryRun: Run = {
  ...sampleRun,
  tenants: sampleRun.tenants.slice(0, 1),
  datasets: [
    dataset("flows", "flow", 6),
    dataset("ivrs", "ivr", 2),
    dataset("routing_rules", "routing-rule", 4),
  ],
  rules: sampleRun.rules
    .filter(({ id }) => id === rule)
    .map((each) => ({ ...each, reasons: [], reads: [{ tenant: "prod", datasets: [0, 1, 2] }] })),
  findings: [
    flow("f-2", "orphan", {}, [by({ type: "flow", id: "f-1", name: "Flow f-1" })]),
    flow("f-1", "orphan", { severity: "medium" }, [by(sibling)]),
    flow("f-3", "orphan", { waived: { owner: "cx", reason: "winter", expires: "2027-01-01T00:00:00.000Z" } }),
    flow("f-4", "versioned", { status: "not-applicable" }),
    finding({
      rule,
      status: "not-applicable",
      resource: { type: "flow", id: "f-9", name: "f-9" },
      evidence: [{ name: "standing", found: "cross-org" }, { name: "referencedCount", found: "2" }, by(ivr)],
    }),
    finding({
      rule,
      status: "pass",
      message: "The resource is used.",
      resource: { type: "flow", id: "f-5", name: "Flow f-5" },
      evidence: [by(ivr), by({ type: "routing-rule", id: "r-1", name: "Gold" })],
    }),
  ],
  waivers: [],
  diagnostics: [],
};

/** The same, with a dataset that was not read in full and so no orphan. */
export const incompleteInventoryRun: Run = {
  ...inventoryRun,
  datasets: inventoryRun.datasets.map((each) =>
    each.resource === "ivr"
      ? { ...each, complete: false, reasons: [{ code: "lost-page", message: "Page 2 is missing." }] }
      : each,
  ),
  findings: [
    finding({
      rule,
      status: "unknown",
      message: "Dataset 'ivrs' is incomplete: Page 2 is missing. What needs all of it is held back.",
      resource: { type: "dataset", id: "ivrs", name: "ivrs" },
    }),
  ],
};
