import type { DataSource } from "./data-source.ts";
import type { JsonObject } from "./json.ts";

/** Why a dataset is not known to hold everything that was asked for. */
export interface IncompleteReason {
  readonly code:
    | "forbidden"
    | "unauthenticated"
    | "lost-page"
    | "malformed-page"
    | "drift"
    | "partial-content"
    | "budget"
    | "unreadable-record"
    | "unreachable"
    | "refused"
    | "provider-failed";
  /** One sentence for people, free of body text and secrets. */
  readonly message: string;
  /** Permissions the API says are missing. */
  readonly permissions?: readonly string[];
  readonly correlationId?: string;
}

/** What reading cost and what the source declared: the completeness ledger of one read. */
export interface Ledger {
  /** Empty means complete. */
  readonly reasons: readonly IncompleteReason[];
  /** Set when the organisation has not licensed the product: the reason, for `not-applicable`. */
  readonly notApplicable?: string;
  readonly pages: number;
  readonly requests: number;
  readonly retries: number;
  /** Total the source itself declared, if it does. */
  readonly declaredTotal?: number;
  readonly duplicates?: number;
  /** How often a list was begun anew because the API no longer knew the cursor it had given. */
  readonly cursorResets?: number;
  /** The list ended because the API refused a cursor again. */
  readonly cursorRefused?: boolean;
}

/** Records that are parsed one by one, so that few are in memory at a time. */
export interface LazyBatch {
  readonly length: number;
  /** @param index below the length */
  record(index: number): JsonObject;
  /**
   * The same record, where that takes less time; undefined where it does not. Nothing of it is to be kept: its texts
   * may be parts of a larger one, which they keep in memory.
   */
  glimpse?(index: number): JsonObject | undefined;
}

/** What one read of a data source returned. Immutable, re-readable, bounded in memory. */
export interface Dataset {
  /** Name the policy gave it. */
  readonly name: string;
  readonly source: DataSource;
  /** Name of the tenant it was read from. */
  readonly tenant: string;
  readonly parameters: JsonObject;
  readonly ledger: Ledger;
  /** Number of records. */
  readonly count: number;
  /** All records, in the order read, in batches; may be called again. */
  batches(): Iterable<readonly JsonObject[]>;
  /** The same, each record parsed when it is asked for; absent where the records are at hand. */
  lazyBatches?(): Iterable<LazyBatch>;
}
