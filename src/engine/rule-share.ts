import type { Candidate } from "../model/rule-result.ts";
import type { RuleCounts } from "../model/run.ts";

/** What some records of a dataset came to, by one rule: data that can be sent to another thread. */
export interface RuleShare {
  readonly judged: number;
  /** Paths of which neither these records nor those shared before have a value. */
  readonly unseen: readonly (readonly string[])[];
  readonly ballot: BallotShare;
}

/** What a portion of a dataset came to. */
export interface PortionShare {
  /** Its place among the others, from 0 on. */
  readonly portion: number;
  /** For each rule of the dataset. */
  readonly rules: readonly RuleShare[];
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
