import type { IncompleteReason } from "./dataset.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Finding } from "./finding.ts";
import type { JsonObject } from "./json.ts";
import type { Location } from "./location.ts";
import type { Severity } from "./severity.ts";
import type { Status } from "./status.ts";

export const runSchemaVersion = "1.1";

export interface RunTenant {
  readonly name: string;
  readonly provider: string;
  readonly organizationId?: string;
}

export interface RunDataset {
  readonly name: string;
  readonly source: string;
  readonly tenant: string;
  readonly parameters: JsonObject;
  /** Kind of thing that its records are. */
  readonly resource: string;
  readonly records: number;
  readonly complete: boolean;
  readonly reasons: readonly IncompleteReason[];
  readonly notApplicable?: string;
}

export interface RuleCounts {
  readonly pass: number;
  readonly fail: number;
  readonly error: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly waived: number;
}

export interface RuleReads {
  readonly tenant: string;
  /** Places in the run's `datasets`, the judged one first. */
  readonly datasets: readonly number[];
}

export interface RunRule {
  readonly id: string;
  readonly policy: string;
  readonly check: string;
  readonly title?: string;
  readonly description?: string;
  readonly remediation?: string;
  readonly status: Status;
  /** Heaviest severity the rule can give. */
  readonly severity: Severity;
  readonly controls: readonly string[];
  readonly tags: readonly string[];
  readonly location: Location;
  readonly counts: RuleCounts;
  /** What it read, for each tenant that it was evaluated in. */
  readonly reads: readonly RuleReads[];
  /** Why the status is not what the findings alone would say (incomplete or empty data). */
  readonly reasons: readonly string[];
}

/** What is known of a control; an error of one of its rules makes it unknown. */
export type ControlStatus = "fail" | "unknown" | "pass" | "not-applicable";

export interface RunControl {
  /** Without its framework. */
  readonly id: string;
  readonly status: ControlStatus;
  /** Ids of the rules that support it. */
  readonly rules: readonly string[];
}

/** The controls of a framework, counted by what is known of them. */
export interface RunFramework {
  readonly framework: string;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly controls: readonly RunControl[];
}

/** A waiver as the run saw it. */
export interface RunWaiver {
  readonly rule: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  readonly state: "applied" | "unused" | "expired";
  readonly findings: number;
  readonly location: Location;
}

export interface RunSummary {
  readonly tenants: number;
  readonly policies: number;
  readonly rules: number;
  readonly records: number;
  /** Failures by severity, waived ones not counted. */
  readonly failures: Readonly<Record<Severity, number>>;
  readonly waived: number;
  /** Rules that could not be evaluated in full: status error or unknown. */
  readonly notEvaluated: number;
  /** Records that report a broken rule which is mapped to no control. */
  readonly unmapped: number;
  readonly failOn: Severity;
}

/** Result document of one execution: all that reporters and sinks read. */
export interface Run {
  readonly schemaVersion: typeof runSchemaVersion;
  readonly tool: { readonly name: string; readonly version: string };
  /** The pinned clock, ISO 8601 UTC. */
  readonly now: string;
  readonly tenants: readonly RunTenant[];
  readonly datasets: readonly RunDataset[];
  readonly rules: readonly RunRule[];
  readonly findings: readonly Finding[];
  /** What the rules come to for the frameworks whose controls they support. */
  readonly frameworks: readonly RunFramework[];
  readonly waivers: readonly RunWaiver[];
  readonly diagnostics: readonly Diagnostic[];
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  readonly summary: RunSummary;
  readonly exitCode: number;
}
