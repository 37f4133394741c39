import { shownParameters } from "../../audit/shown.ts";
import type { Dataset, Ledger } from "../../model/dataset.ts";
import type { JsonObject } from "../../model/json.ts";
import type { AuditTrail } from "./audit-trail.ts";

/** What a read came to, as an audit log says it. */
export function ledgerFacts(ledger: Ledger): JsonObject {
  const { reasons, notApplicable, pages, requests, retries, declaredTotal } = ledger;
  return {
    complete: reasons.length === 0,
    reasons: [...new Set(reasons.map(({ code }) => code))],
    ...(notApplicable === undefined ? {} : { notApplicable: true }),
    pages,
    requests,
    retries,
    ...(declaredTotal === undefined ? {} : { declaredTotal }),
  };
}

/**
 * Notes what was read without a connection that notes it itself.
 *
 * @param takenFrom what it was taken from, where nothing was asked of a tenant
 */
export function noteReads(
  datasets: Iterable<Dataset>,
  organizations: ReadonlyMap<string, string>,
  trail: AuditTrail,
  takenFrom?: "snapshot",
): void {
  for (const { source, tenant, parameters, count, ledger } of datasets) {
    const organization = organizations.get(tenant);
    trail.note("extraction", {
      tenant,
      ...(organization === undefined ? {} : { organization }),
      source: source.name,
      parameters: shownParameters(parameters),
      ...(takenFrom === undefined ? {} : { takenFrom }),
      records: count,
      ...ledgerFacts(ledger),
    });
  }
}
