import type { IncompleteReason } from "./dataset.ts";
import type { JsonObject } from "./json.ts";

/** A request of a read with its answer, for a log of what was asked. */
export interface Exchange {
  readonly source: string;
  readonly parameters: JsonObject;
  /** Number of the page in its list; absent for a request that starts a job or asks for its state. */
  readonly page?: number;
  /** What of an interval was asked for, as timestamps; absent where the source has none. */
  readonly window?: { readonly from: string; readonly to: string };
  readonly method: string;
  /** Absolute, or relative to the API. */
  readonly url: string;
  readonly query: readonly (readonly [string, string])[];
  /** What was sent; empty when nothing was. */
  readonly body: string | Uint8Array;
  /** Of the last answer; absent when there was none. */
  readonly status?: number;
  /** Why there is no page; absent when there is one. */
  readonly failure?: IncompleteReason["code"];
  readonly attempts: number;
  /** Milliseconds from the first attempt to the last answer, pauses included. */
  readonly latencyMs: number;
  /** Records in the page, as served. */
  readonly received: number;
  /** What those became that are records of the source; empty where a list only leads to them. */
  readonly records: readonly JsonObject[];
  /** Those of them that could not be mapped. */
  readonly unreadable: number;
  /** The answer was given to an earlier reading, and kept. */
  readonly replayed: boolean;
}
