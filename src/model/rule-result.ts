import type { Dataset } from "./dataset.ts";
import type { Finding } from "./finding.ts";
import type { Rule } from "./policy.ts";
import type { RuleCounts } from "./run.ts";

/** A finding before results have given it its identity and looked for a waiver. */
export interface Candidate extends Omit<Finding, "fingerprint" | "waived"> {
  /** Distinguishes several candidates of one rule on one resource. */
  readonly key: string;
  /** Values that may not appear in any output. */
  readonly sensitive: readonly string[];
}

/** What the engine found for one rule in one tenant. */
export interface RuleResult {
  readonly rule: Rule;
  readonly tenant: string;
  /** What it read, the judged dataset first. */
  readonly reads: readonly Dataset[];
  /** Everything that did not pass; passes too when they were asked for. */
  readonly candidates: readonly Candidate[];
  /** `waived` is zero: waivers come later. */
  readonly counts: RuleCounts;
}
