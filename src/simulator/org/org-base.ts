import type { People } from "./people.ts";
import type { SizeCounts } from "./sizes.ts";
import type { Flow, Ivr, Named } from "./types.ts";

/** What every part of the organisation may refer to. */
export interface OrgBase {
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly counts: SizeCounts;
  readonly people: People;
  readonly queues: readonly Named[];
  readonly flows: readonly Flow[];
  /** Flows that anything may refer to: those that IVRs lead to, and new ones; never a planted orphan. */
  readonly busyFlows: readonly Flow[];
  readonly deletedFlows: readonly Flow[];
  readonly ivrs: readonly Ivr[];
  /** Divisions in which the reading client has its role; absent: all. */
  readonly visible?: readonly Named[];
}
