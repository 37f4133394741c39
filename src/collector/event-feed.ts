import type { Served } from "../delivery/served-records.ts";
import type { Ledger } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";

/** Where events come from: a data source of a tenant. */
export interface EventFeed {
  /**
   * Makes sure that the tenant can be asked.
   *
   * @returns its organisation, or why it cannot be asked now
   * @throws on abort, and UsageError for what no waiting will change
   */
  ready(): Promise<{ readonly organization: string } | { readonly problem: string }>;
  /** Pages of an interval. @throws on abort */
  read(from: number, to: number): AsyncGenerator<readonly JsonObject[], Ledger>;
  /** The record as it was served, where that was kept. */
  served(record: JsonObject): Served | undefined;
  /** The oldest instant that can still be read; absent: everything. */
  oldest(now: number): number | undefined;
  /** Lets go of the connection, so that the next poll makes another. */
  reset(): Promise<void>;
}
