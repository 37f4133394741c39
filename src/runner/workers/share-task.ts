import type { Fingerprints } from "../../datasets/fingerprints.ts";
import type { RuleShare } from "../../engine/rule-share.ts";
import type { Policy } from "../../model/policy.ts";
import type { ExpressionMode } from "../engine-services.ts";
import type { PlannedRead } from "../plan.ts";
import type { CopiedDataset } from "./copied-dataset.ts";

/** What a worker is given: all that it needs to judge a part of a dataset. */
export interface ShareTask {
  /** Absolute project folder. */
  readonly root: string;
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  readonly engine: ExpressionMode;
  readonly policy: Policy;
  /** Name of the tenant that the policy is evaluated in. */
  readonly tenant: string;
  /** The judged dataset: its name in the policy, how it is read, and the range of bytes. */
  readonly dataset: string;
  readonly read: PlannedRead;
  readonly from: number;
  readonly to: number;
  /** The other datasets of the policy. */
  readonly others: readonly CopiedDataset[];
}

/** What a worker answers; that the data are odd, which the thorough way of reading has words for, is an answer too. */
export type ShareAnswer = JudgedShare | "odd";

/** What came of a part. */
export interface JudgedShare {
  readonly shares: readonly RuleShare[];
  /** Of the ids of the records it judged. */
  readonly fingerprints: Fingerprints;
}
