import { counted } from "../model/counted.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { PlannedRead } from "./plan.ts";

/** New values of a system that grows are kept; a rule that goes by the known ones may pass over their records. */
export function unlistedWarnings(
  { source, tenant }: PlannedRead,
  counts: ReadonlyMap<string, number>,
): readonly Diagnostic[] {
  return [...counts].map(([field, count]) => ({
    code: "unlisted-value",
    severity: "warning",
    summary: `${counted(count, "record")} of ${source.name} ${count === 1 ? "has" : "have"} a value in '${field}' that the source does not list.`,
    suggestions: [`See that rules which go by ${field} mean these records too.`],
    tenant: tenant.name,
  }));
}
