import type { Ledger } from "../model/dataset.ts";
import type { ReadEstimate } from "../model/provider.ts";
import type { Manifest } from "../snapshot/manifest.ts";
import type { PlannedRead } from "./plan.ts";

/** How many requests a read takes, as far as that can be told offline. */
export interface PredictedRequests {
  readonly requests: number;
  /** `snapshot`: as many as the same read took then. `fewest`: at least so many; the data decide. */
  readonly basis: "snapshot" | "fewest";
}

/** Ledgers of the reads of a snapshot that came to their end, by the key of the read. */
export type EarlierReads = ReadonlyMap<string, Ledger>;

/** A read that broke off says nothing about how long a whole one is. */
export function earlierReads(manifest: Manifest): EarlierReads {
  const whole = manifest.datasets.filter(({ ledger }) => ledger.reasons.length === 0);
  return new Map(whole.map(({ key, ledger }) => [key, ledger]));
}

/** Repeated requests are not predicted: they come from faults, not from the data. */
export function predictRequests(
  read: Pick<PlannedRead, "key">,
  { requests: fewest }: ReadEstimate,
  earlier: EarlierReads | undefined,
): PredictedRequests {
  const ledger = earlier?.get(read.key);
  if (ledger === undefined) return { requests: fewest, basis: "fewest" };
  return { requests: ledger.requests - ledger.retries, basis: "snapshot" };
}
