import type { Json, JsonObject } from "../../../model/json.ts";
import type { AuditRequest } from "./audit-request.ts";

/** A historical audit query under way or done. */
export interface AuditJob {
  readonly id: string;
  readonly request: AuditRequest;
  /** The request's body, repeated in every status. */
  readonly body: JsonObject;
  /** Monotonic milliseconds. */
  readonly created: number;
  readonly startDate: string;
  /** How often its status was asked for. */
  polls: number;
}

/** Queued when accepted, Running at the first poll, Succeeded from the second on. */
export function auditJobState(job: AuditJob): "Queued" | "Running" | "Succeeded" {
  return job.polls === 0 ? "Queued" : job.polls === 1 ? "Running" : "Succeeded";
}

/** Whether it still keeps others out; an abandoned one stops doing so after a minute. */
export function holdsTheQueue(job: AuditJob, clock: number): boolean {
  return auditJobState(job) !== "Succeeded" && clock - job.created < 60_000;
}

/** The status of a job as the platform answers it. */
export function auditJobStatus(job: AuditJob): Json {
  return { id: job.id, state: auditJobState(job), startDate: job.startDate, ...job.body };
}
