import type { Finding } from "../../model/finding.ts";
import type { JsonObject, JsonSchema } from "../../model/json.ts";
import { canonicalText } from "../canonical-text.ts";
import { clippedText } from "../clipped-text.ts";
import { findingText } from "../finding-text.ts";
import { jsonString } from "../json-string.ts";
import { type Hole, jsonTemplate } from "../json-template.ts";
import { rememberLast } from "../remember-last.ts";
import { levelOf } from "./level.ts";
import { plain, plainJson } from "./message.ts";
import type { Places } from "./places.ts";

const longestName = 1_000;
const mostEvidence = 10;
/** Its keys in order. What is not among them would follow. */
const evidenceSchema: JsonSchema = {
  items: { properties: { expected: {}, found: {}, name: {}, note: {}, pointer: {}, resource: {} } },
};

/** What a result needs to know of its SARIF run. */
export interface ResultContext {
  readonly places: Places;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly providerOf: (tenant: string) => string;
  /** References to the controls that a finding is about; absent where they are not written. */
  readonly taxaOf?: (finding: Finding) => readonly JsonObject[];
}

/**
 * Writes findings that are alike: each as a SARIF result that is located at its line in the project, with the resource
 * as logical location. The identity is the finding's own: several resources share a line, and lines move.
 *
 * @param alike one of them; what they have in common is written once
 */
export function resultWriter(alike: Finding, context: ResultContext): (finding: Finding) => string {
  const { rule, resource, tenant, severity, status, remediation } = alike;
  const ruleIndex = context.ruleIndexes.get(rule);
  const taxa = context.taxaOf?.(alike) ?? [];
  const owner = `${context.providerOf(tenant)}/${tenant}/${resource.type}`;
  const evidenceJson = rememberLast((evidence: Finding["evidence"]) =>
    canonicalText(evidence.slice(0, mostEvidence), evidenceSchema),
  );
  return jsonTemplate((hole: Hole<Finding>) => ({
    ruleId: plain(rule),
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    ...kindAndLevel(alike),
    message: { text: hole((finding) => plainJson(findingText(finding))) },
    locations: [
      {
        physicalLocation: context.places.physicalLocation(alike.location),
        logicalLocations: [
          {
            name: hole((finding) => plainJson(finding.resource.name, longestName)),
            fullyQualifiedName: hole((finding) => plainJson(`${owner}/${finding.resource.id}`)),
            kind: "resource",
          },
        ],
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: hole(({ fingerprint }) => jsonString(`${fingerprint.slice(0, 16)}:1`)),
    },
    fingerprints: { "bylaw/v1": hole(({ fingerprint }) => jsonString(fingerprint)) },
    ...(taxa.length === 0 ? {} : { taxa }),
    ...suppressions(alike),
    properties: {
      tenant,
      resourceType: resource.type,
      resourceId: hole((finding) => jsonString(clippedText(finding.resource.id, longestName))),
      resourceName: hole((finding) => jsonString(clippedText(finding.resource.name, longestName))),
      severity,
      status,
      evidence: hole(({ evidence }) => evidenceJson(evidence)),
      ...(remediation === undefined ? {} : { remediation: hole(remediationText) }),
    },
  }));
}

function remediationText({ remediation = "" }: Finding): string {
  return jsonString(clippedText(remediation, longestName));
}

function kindAndLevel(finding: Finding): JsonObject {
  if (finding.status === "fail") return { kind: "fail", level: levelOf(finding.severity) };
  if (finding.status === "pass") return { kind: "pass", level: "none" };
  return { kind: finding.status === "not-applicable" ? "notApplicable" : "open", level: "none" };
}

function suppressions(finding: Finding): JsonObject {
  const { waived } = finding;
  if (waived === undefined) return {};
  const justification = plain(`${waived.reason} (owner ${waived.owner}, until ${waived.expires})`);
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}
