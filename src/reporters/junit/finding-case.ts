import type { Finding } from "../../model/finding.ts";
import { evidenceText } from "../evidence-text.ts";
import { type FindingKind, kindOf } from "../finding-kinds.ts";
import { placeText } from "../place-text.ts";
import { repositoryPath } from "../repository-path.ts";
import { shownEvidence } from "../shown-evidence.ts";
import type { TestCase } from "./test-case.ts";

const results: Readonly<Record<FindingKind, TestCase["result"]>> = {
  failed: "failure",
  undecided: "error",
  waived: "skipped",
  passed: "passed",
  "not-applicable": "skipped",
};

/** What the test case of a finding says, without making it. */
export function resultOf(finding: Finding): TestCase["result"] {
  return results[kindOf(finding)];
}

/** Name of a finding's test case: it holds the id, so that renames keep history apart. */
export function caseName({ resource }: Finding): string {
  return resource.name === resource.id ? resource.id : `${resource.name} (${resource.id})`;
}

/** The test case of one finding: a rule on a resource. */
export function findingCase(finding: Finding, className: string, prefix: string | undefined): TestCase {
  const { resource, status, waived } = finding;
  return {
    className,
    name: caseName(finding),
    key: finding.fingerprint.slice(0, 8),
    result: resultOf(finding),
    type: kindOf(finding) === "failed" ? finding.severity : status,
    message:
      waived === undefined
        ? finding.message
        : `waived by ${waived.owner} until ${waived.expires}: ${waived.reason}`,
    details: [
      ...(waived === undefined ? [] : [`finding: ${finding.message}`]),
      `severity: ${finding.severity}`,
      `tenant: ${finding.tenant}`,
      `resource: ${resource.type} ${resource.id}`,
      `policy: ${placeText(finding.location)}`,
      ...shownEvidence(finding).map((evidence) => `evidence: ${evidenceText(evidence)}`),
      ...(finding.remediation === undefined ? [] : [`fix: ${finding.remediation}`]),
      `fingerprint: ${finding.fingerprint}`,
    ],
    file: repositoryPath(finding.location.file, prefix),
  };
}
