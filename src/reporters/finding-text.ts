import type { Finding } from "../model/finding.ts";
import { clippedText } from "./clipped-text.ts";
import { evidenceText } from "./evidence-text.ts";
import { resourceText } from "./resource-text.ts";
import { sentence } from "./sentence.ts";
import { shownEvidence } from "./shown-evidence.ts";

const longest = 1_000;

/** A finding in sentences: what, on which resource, the first evidence. Lists show the first as the title. */
export function findingText(finding: Finding): string {
  const { message, resource, tenant } = finding;
  const parts = [
    clippedText(message, longest),
    `Found on ${clippedText(resourceText(resource), longest)} in tenant '${tenant}'`,
    ...shownEvidence(finding)
      .slice(0, 1)
      .map((first) => `Evidence: ${clippedText(evidenceText(first), longest)}`),
  ];
  return parts.map(sentence).join(" ");
}
