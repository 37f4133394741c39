import type { LoadOptions } from "../load-options.ts";

/** What `bylaw collect` is asked for. */
export interface CollectOptions extends LoadOptions {
  /** Path of the collector. */
  readonly collector: string;
  /** RFC 3339; where a collector begins that has no state yet. */
  readonly from?: string;
  readonly allowedTargets: readonly string[];
  /** File for metrics. */
  readonly metricsFile?: string;
  readonly metricsPort?: number;
}
