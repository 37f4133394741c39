import type { Candidate } from "../model/rule-result.ts";
import type { RuleCounts } from "../model/run.ts";

/** What the records of a part of a dataset came to, by one rule: data that can be sent to another thread. */
export interface RuleShare {
  readonly judged: number;
  /** Paths of which none of these records has a value. */
  readonly unseen: readonly (readonly string[])[];
  readonly ballot: BallotShare;
}

/** The part of it that a ballot holds. */
export interface BallotShare {
  readonly counts: RuleCounts;
  readonly candidates: readonly Candidate[];
  readonly judged: number;
  readonly withheld: number;
  readonly missing: ReadonlyMap<string, number>;
  readonly used: ReadonlySet<string>;
  readonly lookedUp: ReadonlySet<string>;
}
