import type { Dataset } from "../model/dataset.ts";
import type { Snapshot } from "../snapshot/read-snapshot.ts";
import type { Plan, PlannedRead } from "./plan.ts";
import type { ReadResult } from "./read-plan.ts";
import { sumUsage } from "./request-usage.ts";

/** The reads of a plan, taken from a snapshot. What it does not hold is incomplete, not absent. */
export function readPlanFromSnapshot(plan: Plan, snapshot: Snapshot): ReadResult {
  const organizations = new Map<string, string>();
  for (const { name, organizationId } of snapshot.tenants) {
    if (organizationId !== undefined) organizations.set(name, organizationId);
  }
  const datasets = new Map(plan.reads.map((read) => [read.key, fromSnapshot(read, snapshot)]));
  return {
    datasets,
    organizations,
    diagnostics: [],
    usage: sumUsage([...datasets.values()].map(({ ledger }) => ledger)),
    close: async () => undefined,
  };
}

function fromSnapshot(read: PlannedRead, snapshot: Snapshot): Dataset {
  const { name, source, tenant, parameters, key } = read;
  const saved = snapshot.datasets.get(key);
  const reason = {
    code: "lost-page",
    message: `The snapshot does not hold ${source.name} of ${tenant.name} with these parameters; take a new one.`,
  } as const;
  return {
    name,
    source,
    tenant: tenant.name,
    parameters,
    ledger: saved?.ledger ?? { reasons: [reason], pages: 0, requests: 0, retries: 0 },
    count: saved?.count ?? 0,
    batches: () => saved?.batches() ?? [],
  };
}
