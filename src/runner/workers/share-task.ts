import type { Fingerprints } from "../../datasets/fingerprints.ts";
import type { PortionShare } from "../../engine/rule-share.ts";
import type { Policy } from "../../model/policy.ts";
import type { ExpressionMode } from "../engine-services.ts";
import type { PlannedRead } from "../plan.ts";
import type { CopiedDataset } from "./copied-dataset.ts";
import type { Portions } from "./portions.ts";

/** What a thread is given: all that it needs to judge portions of a dataset. */
export interface ShareTask {
  /** Absolute project folder. */
  readonly root: string;
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  readonly engine: ExpressionMode;
  readonly policy: Policy;
  /** Name of the tenant that the policy is evaluated in. */
  readonly tenant: string;
  /** The judged dataset: its name in the policy, and how it is read. */
  readonly dataset: string;
  readonly read: PlannedRead;
  /** Of what the first thread opened: by now the same path may lead elsewhere. */
  readonly identity: string;
  readonly portions: Portions;
  /** Which of the threads this is. */
  readonly thread: number;
  /** The other datasets of the policy. */
  readonly others: readonly CopiedDataset[];
}

/** What a thread answers; that the data are odd, which the thorough way of reading has words for, is an answer too. */
export type ShareAnswer = JudgedShare | "odd";

/** What came of the portions that a thread judged. */
export interface JudgedShare {
  readonly shares: readonly PortionShare[];
  /** Of the ids of their records. */
  readonly fingerprints: Fingerprints;
}
