import type { Finding } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import { canonicalJson } from "../canonical-json.ts";
import { clippedText } from "../clipped-text.ts";
import { findingText } from "../finding-text.ts";
import { levelOf } from "./level.ts";
import { messageOf, plain } from "./message.ts";
import type { Places } from "./places.ts";

const longestName = 1_000;
const mostEvidence = 10;

/** What a result needs to know of its SARIF run. */
export interface ResultContext {
  readonly places: Places;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly providerOf: (tenant: string) => string;
  /** References to the controls that a finding is about; absent where they are not written. */
  readonly taxaOf?: (finding: Finding) => readonly JsonObject[];
}

/**
 * A finding as a SARIF result, located at its line in the project; the resource is the logical location.
 * The identity is the finding's own: several resources share a line, and lines move.
 */
export function resultOf(finding: Finding, context: ResultContext): JsonObject {
  const ruleIndex = context.ruleIndexes.get(finding.rule);
  const taxa = context.taxaOf?.(finding) ?? [];
  return {
    ruleId: plain(finding.rule),
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    ...kindAndLevel(finding),
    message: messageOf(findingText(finding)),
    locations: [locationOf(finding, context)],
    partialFingerprints: { primaryLocationLineHash: `${finding.fingerprint.slice(0, 16)}:1` },
    fingerprints: { "bylaw/v1": finding.fingerprint },
    ...(taxa.length === 0 ? {} : { taxa }),
    ...suppressions(finding),
    properties: properties(finding),
  };
}

function kindAndLevel(finding: Finding): JsonObject {
  if (finding.status === "fail") return { kind: "fail", level: levelOf(finding.severity) };
  if (finding.status === "pass") return { kind: "pass", level: "none" };
  return { kind: finding.status === "not-applicable" ? "notApplicable" : "open", level: "none" };
}

function locationOf(finding: Finding, context: ResultContext): JsonObject {
  const { resource, tenant } = finding;
  const provider = context.providerOf(tenant);
  return {
    physicalLocation: context.places.physicalLocation(finding.location),
    logicalLocations: [
      {
        name: plain(resource.name, longestName),
        fullyQualifiedName: plain(`${provider}/${tenant}/${resource.type}/${resource.id}`),
        kind: "resource",
      },
    ],
  };
}

function suppressions(finding: Finding): JsonObject {
  const { waived } = finding;
  if (waived === undefined) return {};
  const justification = plain(`${waived.reason} (owner ${waived.owner}, until ${waived.expires})`);
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}

function properties(finding: Finding): JsonObject {
  const { resource, tenant, severity, status, evidence, remediation } = finding;
  return {
    tenant,
    resourceType: resource.type,
    resourceId: clippedText(resource.id, longestName),
    resourceName: clippedText(resource.name, longestName),
    severity,
    status,
    evidence: canonicalJson(evidence.slice(0, mostEvidence), {}),
    ...(remediation === undefined ? {} : { remediation: clippedText(remediation, longestName) }),
  };
}
