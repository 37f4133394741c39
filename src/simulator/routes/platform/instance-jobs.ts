import { isJsonObject } from "../../../model/json.ts";
import { uuidFor } from "../../org/uuid.ts";
import { ApiError, notFound } from "../../server/api-error.ts";
import { accepted, any, ok, type Route } from "../../server/route.ts";
import { executionData } from "./execution-data.ts";
import { downloadUri, type InstanceJob, instanceJobStatus, signatureOf } from "./instance-job.ts";

const permissions = any("architect:flowInstance:view");
const expand = { type: "text", values: ["bots", "dataActions"] } as const;

/** Execution data of flow runs: a job, polled, whose downloads need no token but their signature. */
export const instanceJobRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/flows/instances/jobs",
    permissions,
    query: { expand },
    body: {
      type: "object",
      required: ["ids"],
      properties: { ids: { type: "list", of: { type: "text" }, max: 200 } },
    },
    handle: ({ body }, { org, state, origin }) => {
      const ids = isJsonObject(body) && Array.isArray(body["ids"]) ? body["ids"].map(String) : [];
      const job: InstanceJob = {
        id: uuidFor(org.seed, "instance-job", state.instanceJobs.size),
        ids,
        polls: 0,
      };
      state.instanceJobs.set(job.id, job);
      return ok(instanceJobStatus(job, org, origin));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/flows/instances/jobs/{jobId}",
    permissions,
    handle: ({ params }, { org, state, origin }) => {
      const job = state.instanceJobs.get(params["jobId"] ?? "");
      if (job === undefined) throw notFound();
      job.polls += 1;
      const status = instanceJobStatus(job, org, origin);
      return job.polls === 1 ? accepted(status) : ok(status);
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/flows/instances/{instanceId}",
    permissions,
    query: { expand },
    handle: ({ params }, { org, origin }) => {
      const id = params["instanceId"] ?? "";
      if (org.runs.indexOf(id) === undefined) throw notFound();
      const entities = [{ id, downloadUri: downloadUri(org, origin, id), failed: false, statusCode: "200" }];
      return ok({ id, jobState: "Success", entities, selfUri: `/api/v2/flows/instances/${id}` });
    },
  },
  {
    surface: "open",
    method: "GET",
    path: "/execution-data/{instanceId}",
    query: { signature: { type: "text" } },
    handle: ({ params, query }, { org }) => {
      const index = org.runs.indexOf(params["instanceId"] ?? "");
      if (index === undefined) throw notFound();
      const run = org.runs.at(index);
      if (query.text("signature") !== signatureOf(org, run.id)) {
        throw new ApiError(403, "not.authorized", "The signature of the address is not valid.");
      }
      return ok(executionData(org.seed, run));
    },
  },
];
