import type { SeverityBranch } from "../model/policy.ts";
import { type Severity, severities } from "../model/severity.ts";

/**
 * The first branch whose condition is true decides. Where none applies or a condition cannot be
 * evaluated, the heaviest branch does: doubt must not make a finding lighter.
 *
 * @param isTrue evaluates a condition over the record of the finding
 */
export function chooseSeverity(
  branches: readonly SeverityBranch[],
  isTrue: (when: string) => boolean,
): Severity {
  for (const branch of branches) {
    try {
      if (branch.when === undefined || isTrue(branch.when)) return branch.then;
    } catch {
      return heaviest(branches);
    }
  }
  return heaviest(branches);
}

/** The heaviest severity that a rule can give. */
export function heaviest(branches: readonly SeverityBranch[]): Severity {
  return severities.find((severity) => branches.some((branch) => branch.then === severity)) ?? "medium";
}
