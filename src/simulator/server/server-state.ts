import type { AuditSelection } from "../routes/audit-selection.ts";
import type { LogSelection } from "../routes/guide/log-selection.ts";
import type { AuditJob } from "../routes/platform/audit-job.ts";
import type { UsageJob } from "../routes/platform/identity/usage-job.ts";
import type { InstanceJob } from "../routes/platform/instance-job.ts";

/** What the server remembers between requests. */
export interface ServerState {
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly auditJobs: Map<string, AuditJob>;
  readonly instanceJobs: Map<string, InstanceJob>;
  readonly usageJobs: Map<string, UsageJob>;
  /** Results of queries whose pages are being read, newest last; see `remember`. */
  readonly auditSelections: Map<string, AuditSelection>;
  readonly logSelections: Map<string, LogSelection>;
}

/** A server that has not been asked anything. */
export function createServerState(clock: () => number): ServerState {
  return {
    clock,
    auditJobs: new Map(),
    instanceJobs: new Map(),
    usageJobs: new Map(),
    auditSelections: new Map(),
    logSelections: new Map(),
  };
}
