import type { CheckContext, Outcome } from "../../model/check.ts";
import { askIds } from "../answers/ids-answer.ts";
import { datasetResource } from "../record/dataset-resource.ts";
import { quote } from "../record/quote.ts";
import { standing } from "./facts.ts";
import type { Referrers } from "./referrers.ts";

/**
 * Ids that are referred to and not in the inventory: resources of another organisation, or deleted ones.
 * Nothing is said of them when the inventory is not whole, because then they may be in it.
 *
 * @param inventory name of the dataset that has all resources of the kind
 * @param idSource expression for the id of its records
 */
export function elsewhere(
  inventory: string,
  idSource: string,
  referrers: Referrers,
  context: CheckContext,
): readonly Outcome[] {
  const { complete, records } = context.input(inventory);
  const id = context.compile(idSource);
  const missing = new Set(referrers.referred);
  let unreadable = 0;
  for (const record of records()) {
    const ids = askIds(id, record);
    if ("outcome" in ids) unreadable += 1;
    else for (const known of ids.value) missing.delete(known);
  }
  if (unreadable > 0) {
    const message = `The ids of ${unreadable} records of ${quote(inventory)} could not be read, so references to other organisations are not known.`;
    const resource = datasetResource(inventory);
    return [{ status: "error", key: `unreadable:${inventory}`, message, resource }];
  }
  if (!complete) return [];
  const { type } = context.resourceOf({});
  return [...missing].sort().map((each) => ({
    status: "not-applicable",
    key: "cross-org",
    message: `The ${type} is referred to and not in ${quote(inventory)}: it belongs to another organisation, or was deleted.`,
    resource: { type, id: each, name: each },
    evidence: [
      standing("cross-org"),
      { name: "referencedCount", found: String(referrers.count([each])) },
      ...referrers.namesOf([each]).map((resource) => ({ name: "referencedBy", resource })),
    ],
  }));
}
