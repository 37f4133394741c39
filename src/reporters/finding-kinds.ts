import type { Finding } from "../model/finding.ts";

/** How a finding counts: `undecided` is neither failed nor passed. */
export type FindingKind = "failed" | "undecided" | "waived" | "passed" | "not-applicable";

export const findingKinds: readonly FindingKind[] = [
  "failed",
  "undecided",
  "waived",
  "passed",
  "not-applicable",
];

export function kindOf(finding: Finding): FindingKind {
  if (finding.waived !== undefined) return "waived";
  if (finding.status === "fail") return "failed";
  if (finding.status === "pass") return "passed";
  return finding.status === "not-applicable" ? "not-applicable" : "undecided";
}
