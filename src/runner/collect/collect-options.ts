import type { AuditOptions } from "../audit/with-audit.ts";
import type { LoadOptions } from "../load-options.ts";

/** What `bylaw collect` is asked for. */
export interface CollectOptions extends LoadOptions, AuditOptions {
  /** Path of the collector. */
  readonly collector: string;
  /** RFC 3339; where a collector begins that has no state yet. */
  readonly from?: string;
  /** File for metrics. */
  readonly metricsFile?: string;
  readonly metricsPort?: number;
}
