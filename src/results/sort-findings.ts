import { severities } from "../model/severity.ts";
import { statuses } from "../model/status.ts";
import type { WaivedCandidate } from "./apply-waivers.ts";

/** What becomes a finding. */
export interface Identified {
  readonly candidate: WaivedCandidate;
  /** Fingerprint. */
  readonly print: string;
}

/**
 * Heaviest first, then by rule, tenant and resource, by code unit: the same whatever the locale.
 *
 * @param prints fingerprints of the candidates
 */
export function sortFindings(
  candidates: readonly WaivedCandidate[],
  prints: readonly string[],
): readonly Identified[] {
  const keyed = candidates.map((candidate, index) => {
    const print = prints[index] ?? "";
    return { candidate, print, key: sortKey(candidate, print) };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function sortKey(candidate: WaivedCandidate, print: string): string {
  const { status, severity, rule, tenant, resource, message } = candidate;
  const weight = `${statuses.indexOf(status)}${severities.indexOf(severity)}`;
  return [weight, rule, tenant, resource.type, resource.id, message, print].join("\u0000");
}
