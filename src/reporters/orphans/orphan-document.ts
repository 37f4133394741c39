import type { Finding } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Run } from "../../model/run.ts";
import { countOf, gaps } from "./gaps.ts";
import { fact, type Inventory } from "./inventories.ts";

/**
 * The report on one inventory. What is not known is null, never zero: a reader that only looks at
 * `orphanedFlows` must not take an incomplete reading for a clean organisation.
 */
export function orphanDocument(run: Run, inventory: Inventory): JsonObject {
  const { tenant, judged, datasets, findings } = inventory;
  const incomplete = gaps(run, inventory);
  const inOrder = [...findings].sort((a, b) => compareUnits(a.resource.id, b.resource.id));
  const standing = (...wanted: readonly string[]): Finding[] =>
    inOrder.filter((finding) => wanted.includes(fact(finding, "standing") ?? ""));
  const orphans = standing("orphan", "tolerated").filter(({ waived }) => waived === undefined);
  return {
    auditMetadata: {
      organizationId: run.tenants.find(({ name }) => name === tenant)?.organizationId ?? null,
      auditTimestamp: run.now,
      resourceCounts: {
        publishedFlows: countOf([judged]),
        routingRules: countOf(datasets.filter(({ resource }) => resource === "routing-rule")),
        ivrs: countOf(datasets.filter(({ resource }) => resource === "ivr")),
        orphanedFlows: incomplete.length > 0 ? null : orphans.length,
      },
    },
    orphanedResources: orphans.map(orphan),
    recommendations: recommendations(inventory),
    versionedResources: standing("versioned").map(orphan),
    crossOrgReferences: standing("cross-org").map((finding) => ({
      flowId: finding.resource.id,
      referencedCount: numberOf(fact(finding, "referencedCount")),
    })),
    waivedResources: standing("orphan").flatMap((finding) => {
      const { waived } = finding;
      return waived === undefined ? [] : [{ ...orphan(finding), waived: { ...waived } }];
    }),
    incomplete,
  };
}

function orphan(finding: Finding): JsonObject {
  const published = fact(finding, "isPublished");
  return {
    flowId: finding.resource.id,
    name: finding.resource.name,
    type: fact(finding, "type") ?? null,
    lastModified: fact(finding, "lastModified") ?? null,
    modifiedBy: fact(finding, "modifiedBy") ?? null,
    isPublished: published === "true" ? true : published === "false" ? false : null,
    referencedCount: numberOf(fact(finding, "referencedCount")),
  };
}

function recommendations({ rule, datasets, judged }: Inventory): JsonObject {
  const searched = [...new Set(datasets.filter((each) => each !== judged).map(({ source }) => source))];
  const remediation = rule.remediation?.includes("{{") === true ? undefined : rule.remediation;
  const places = searched.length === 0 ? judged.source : searched.join(", ");
  return {
    reviewThreshold:
      remediation ?? "Archive what nothing refers to, or waive it with an owner and an end date.",
    validationStep: `References were looked for in ${places}; before deleting, make sure that nothing else uses the resource.`,
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
