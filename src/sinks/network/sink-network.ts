import type { LookupFunction } from "node:net";

/** What tests lend a sink instead of the real network. */
export interface SinkNetwork {
  /** Finds the addresses of a name; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
}
