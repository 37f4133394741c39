import type { AuditOptions } from "../audit/with-audit.ts";
import type { LoadOptions } from "../load-options.ts";

/** What `bylaw export` is asked for. */
export interface ExportOptions extends LoadOptions, AuditOptions {
  /** Full name of the data source. */
  readonly source: string;
  /** Absent where the project has one tenant that serves the source. */
  readonly tenant?: string;
  /** RFC 3339 timestamps. */
  readonly from: string;
  readonly to: string;
  /** `name=value`, parameters of the source. */
  readonly where: readonly string[];
  /** A preset, or a file with JSONata. */
  readonly map?: string;
  /** `sqlite:FILE`, `ndjson:DIR`, `postgres:URL` … */
  readonly target: string;
  readonly maxRequests?: number;
}
