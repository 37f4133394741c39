import type { Json } from "../../../model/json.ts";
import type { Org } from "../../org/org.ts";
import { uuidFor } from "../../org/uuid.ts";

/** A request for the execution data of some runs. */
export interface InstanceJob {
  readonly id: string;
  readonly ids: readonly string[];
  /** How often it was asked for. */
  polls: number;
}

/** Address of the stored execution of a run, signed as storage services sign theirs. */
export function downloadUri(org: Org, origin: string, runId: string): string {
  return `${origin}/execution-data/${runId}?signature=${signatureOf(org, runId)}`;
}

/** The signature without which a stored execution is not handed out. */
export function signatureOf(org: Org, runId: string): string {
  return uuidFor(org.seed, "signature", runId).replaceAll("-", "");
}

function entity(org: Org, origin: string, id: string): Json {
  if (org.runs.indexOf(id) === undefined) return { id, failed: true, statusCode: "404" };
  return { id, downloadUri: downloadUri(org, origin, id), failed: false, statusCode: "200" };
}

/** The job as the platform answers it: registered, running at the first poll, then done. */
export function instanceJobStatus(job: InstanceJob, org: Org, origin: string): Json {
  const selfUri = `/api/v2/flows/instances/jobs/${job.id}`;
  if (job.polls === 0) return { id: job.id, jobState: "Registered", entities: [], selfUri };
  if (job.polls === 1) return { id: job.id, jobState: "Running", entities: [], selfUri };
  return { id: job.id, jobState: "Success", entities: job.ids.map((id) => entity(org, origin, id)), selfUri };
}
