import type { Finding } from "../model/finding.ts";
import { severities } from "../model/severity.ts";
import { statuses } from "../model/status.ts";

/** Heaviest first, then by rule, tenant and resource, by code unit: the same whatever the locale. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const keyed = findings.map((finding) => ({ finding, key: sortKey(finding) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ finding }) => finding);
}

function sortKey(finding: Finding): string {
  const { status, severity, rule, tenant, resource, message } = finding;
  const weight = `${statuses.indexOf(status)}${severities.indexOf(severity)}`;
  return [weight, rule, tenant, resource.type, resource.id, message, finding.fingerprint].join("\u0000");
}
