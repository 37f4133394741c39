import { unlistedValues } from "../datasets/unlisted-values.ts";
import type { Dataset } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
import type { Snapshot } from "../snapshot/read-snapshot.ts";
import type { Plan, PlannedRead } from "./plan.ts";
import type { ReadResult } from "./read-plan.ts";
import { repeatedWarnings } from "./repeated-warnings.ts";
import { sumUsage } from "./request-usage.ts";
import { unlistedWarnings } from "./unlisted-warnings.ts";

/** The reads of a plan, taken from a snapshot. What it does not hold is incomplete, not absent. */
export function readPlanFromSnapshot(plan: Plan, snapshot: Snapshot): ReadResult {
  const organizations = new Map<string, string>();
  for (const { name, organizationId } of snapshot.tenants) {
    if (organizationId !== undefined) organizations.set(name, organizationId);
  }
  const unlisted = new Map<string, ReadonlyMap<string, number>>();
  const datasets = new Map(plan.reads.map((read) => [read.key, fromSnapshot(read, snapshot, unlisted)]));
  return {
    datasets,
    organizations,
    // Known once the records were evaluated: they are looked at on their way.
    get diagnostics() {
      return plan.reads.flatMap((read) => [
        ...unlistedWarnings(read, unlisted.get(read.key) ?? new Map()),
        ...repeatedWarnings(read, datasets.get(read.key)?.ledger ?? { reasons: [] }),
      ]);
    },
    usage: sumUsage([...datasets.values()].map(({ ledger }) => ledger)),
    close: async () => undefined,
  };
}

/** @param unlisted is told, by the key of the read, what its source does not list */
function fromSnapshot(
  read: PlannedRead,
  snapshot: Snapshot,
  unlisted: Map<string, ReadonlyMap<string, number>>,
): Dataset {
  const { name, source, tenant, parameters, key } = read;
  const saved = snapshot.datasets.get(key);
  const reason = {
    code: "lost-page",
    message: `The snapshot does not hold ${source.name} of ${tenant.name} with these parameters; take a new one.`,
  } as const;
  function* batches(): Generator<readonly JsonObject[]> {
    const values = unlistedValues(source.schema);
    for (const batch of saved?.batches() ?? []) {
      if (values !== undefined) for (const record of batch) values.add(record);
      yield batch;
    }
    if (values !== undefined) unlisted.set(key, values.counts());
  }
  return {
    name,
    source,
    tenant: tenant.name,
    parameters,
    ledger: saved?.ledger ?? { reasons: [reason], pages: 0, requests: 0, retries: 0 },
    count: saved?.count ?? 0,
    batches,
  };
}
