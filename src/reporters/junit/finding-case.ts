import type { Finding } from "../../model/finding.ts";
import { evidenceText } from "../evidence-text.ts";
import { type FindingKind, kindOf } from "../finding-kinds.ts";
import { placeText } from "../place-text.ts";
import { shownEvidence } from "../shown-evidence.ts";
import type { TestCase } from "./test-case.ts";

const results: Readonly<Record<FindingKind, TestCase["result"]>> = {
  failed: "failure",
  undecided: "error",
  waived: "skipped",
  passed: "passed",
  "not-applicable": "skipped",
};

/** The test case of one finding: a rule on a resource. The name holds the id, so that renames keep history apart. */
export function findingCase(finding: Finding, className: string, file: string): TestCase {
  const { resource, status, waived } = finding;
  const kind = kindOf(finding);
  return {
    className,
    name: resource.name === resource.id ? resource.id : `${resource.name} (${resource.id})`,
    key: finding.fingerprint.slice(0, 8),
    result: results[kind],
    type: kind === "failed" ? finding.severity : status,
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
    file,
  };
}
