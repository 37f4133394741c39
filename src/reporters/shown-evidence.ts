import type { Evidence, Finding } from "../model/finding.ts";

/** Evidence for people: what has a name is for programs and says nothing that the message does not. */
export function shownEvidence(finding: Finding): readonly Evidence[] {
  return finding.evidence.filter(({ name }) => name === undefined);
}
