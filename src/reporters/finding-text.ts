import type { Finding } from "../model/finding.ts";
import { clippedText } from "./clipped-text.ts";
import { evidenceText } from "./evidence-text.ts";
import { rememberLast } from "./remember-last.ts";
import { resourceText } from "./resource-text.ts";
import { sentence } from "./sentence.ts";
import { shownEvidence } from "./shown-evidence.ts";

const longest = 1_000;

/** A finding in sentences: what, on which resource, the first evidence. Lists show the first as the title. */
export function findingText(finding: Finding): string {
  const { message, resource, tenant } = finding;
  const what = sentence(clippedText(message, longest));
  const where = `Found on ${clippedText(resourceText(resource), longest)} in tenant '${tenant}'.`;
  return `${what} ${where}${evidenceSentence(finding.evidence)}`;
}

const evidenceSentence = rememberLast((evidence: Finding["evidence"]) => {
  const [first] = shownEvidence(evidence);
  return first === undefined ? "" : ` ${sentence(`Evidence: ${clippedText(evidenceText(first), longest)}`)}`;
});
