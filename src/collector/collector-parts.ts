import type { DeadLetters } from "./dead-letters.ts";
import type { Polling } from "./poll.ts";
import type { SinkLane } from "./sink-lane.ts";
import type { CollectorState } from "./state.ts";

/** Everything that a running collector is made of. */
export interface CollectorParts {
  readonly polling: Omit<Polling, "added">;
  readonly lanes: readonly SinkLane[];
  readonly state: CollectorState;
  readonly deadLetters: DeadLetters;
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  now(): number;
  /** @throws on abort */
  sleep(milliseconds: number): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}
