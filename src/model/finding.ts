import type { Location } from "./location.ts";
import type { Resource } from "./resource.ts";
import type { Severity } from "./severity.ts";
import type { Status } from "./status.ts";

/** Proof attached to a finding. Never holds personal data: values that may are masked. */
export interface Evidence {
  /** Set where programs read it, e.g. `lastModified`: what `found` or `resource` is. */
  readonly name?: string;
  /** JSON Pointer into the record. */
  readonly pointer?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly note?: string;
  /** Another resource that the finding rests on. */
  readonly resource?: Resource;
}

/** A waiver as it was applied to a finding. */
export interface AppliedWaiver {
  readonly owner: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly expires: string;
}

/** Outcome of a rule on a resource. */
export interface Finding {
  /** `policy/rule`. */
  readonly rule: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly tenant: string;
  readonly resource: Resource;
  readonly message: string;
  readonly remediation?: string;
  readonly location: Location;
  readonly evidence: readonly Evidence[];
  /** Controls that it is about, where these are not all of the rule's. */
  readonly controls?: readonly string[];
  /** 64 hex characters; from rule, tenant, resource and sub-key only. */
  readonly fingerprint: string;
  /** Set when an accepted waiver covers it: it no longer counts towards the exit code. */
  readonly waived?: AppliedWaiver;
}
