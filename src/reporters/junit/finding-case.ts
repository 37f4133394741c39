import type { Finding } from "../../model/finding.ts";
import { evidenceText } from "../evidence-text.ts";
import { type FindingKind, kindOf } from "../finding-kinds.ts";
import { placeText } from "../place-text.ts";
import { rememberLast } from "../remember-last.ts";
import { repositoryPath } from "../repository-path.ts";
import { shownEvidence } from "../shown-evidence.ts";
import type { CaseShape, TestCase } from "./test-case.ts";

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

/** The test cases of findings of a rule that are alike: the rule on a resource each. */
export function findingCases(alike: Finding, prefix: string | undefined): CaseShape<Finding> {
  const { status, waived, severity, tenant, resource, location } = alike;
  const evidenceTexts = rememberLast((evidence: Finding["evidence"]) =>
    shownEvidence(evidence).map(evidenceText),
  );
  return {
    result: resultOf(alike),
    type: kindOf(alike) === "failed" ? severity : status,
    message:
      waived === undefined
        ? ({ message }) => message
        : `waived by ${waived.owner} until ${waived.expires}: ${waived.reason}`,
    details: [
      ...(waived === undefined ? [] : [{ label: "finding: ", texts: ({ message }: Finding) => [message] }]),
      `severity: ${severity}`,
      `tenant: ${tenant}`,
      { label: `resource: ${resource.type} `, texts: (finding) => [finding.resource.id] },
      `policy: ${placeText(location)}`,
      { label: "evidence: ", texts: ({ evidence }) => evidenceTexts(evidence) },
      { label: "fix: ", texts: ({ remediation }) => (remediation === undefined ? [] : [remediation]) },
      { label: "fingerprint: ", texts: ({ fingerprint }) => [fingerprint] },
    ],
    file: repositoryPath(location.file, prefix),
  };
}
