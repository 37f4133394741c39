import type { Evidence } from "../model/finding.ts";

/** Evidence for people: what has a name is for programs and says nothing that the message does not. */
export function shownEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ name }) => name === undefined);
}
