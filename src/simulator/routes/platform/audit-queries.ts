import { isJsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { day } from "../../org/spans.ts";
import { uuidFor } from "../../org/uuid.ts";
import { ApiError, badRequest, notFound } from "../../server/api-error.ts";
import { accepted, all, ok, type Route, type RouteContext } from "../../server/route.ts";
import { selectAudits, sliceAudits } from "../audit-selection.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { type AuditJob, auditJobState, auditJobStatus, holdsTheQueue } from "./audit-job.ts";
import { auditMessage } from "./audit-message.ts";
import { auditRequestProperties, readAuditRequest } from "./audit-request.ts";

const permissions = all("audits:audit:view");

function jobOf(id: string | undefined, { state }: RouteContext): AuditJob {
  const job = state.auditJobs.get(id ?? "");
  if (job === undefined) throw notFound("No audit query has this transaction id.");
  return job;
}

/** Historical audit queries: accepted, polled, read by cursor. */
export const auditQueryRoutes: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/audits/query",
    permissions,
    body: { type: "object", required: ["interval"], properties: auditRequestProperties },
    handle: ({ body }, { org, state }) => {
      const request = readAuditRequest(body);
      if (request.to - request.from > 30 * day)
        throw badRequest("The interval is longer than 30 days.", "invalid.date");
      const busy = [...state.auditJobs.values()].some((job) => holdsTheQueue(job, state.clock()));
      if (busy)
        throw new ApiError(409, "request.conflict", "Another audit query of this organization is running.");
      const job: AuditJob = {
        id: uuidFor(org.seed, "audit-job", state.auditJobs.size),
        request,
        body: isJsonObject(body) ? body : {},
        created: state.clock(),
        startDate: formatTimestamp(org.now),
        polls: 0,
      };
      state.auditJobs.set(job.id, job);
      return accepted(auditJobStatus(job));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/audits/query/{transactionId}",
    permissions,
    handle: ({ params }, context) => {
      const job = jobOf(params["transactionId"], context);
      job.polls += 1;
      return auditJobState(job) === "Succeeded" ? ok(auditJobStatus(job)) : accepted(auditJobStatus(job));
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/audits/query/{transactionId}/results",
    permissions,
    query: {
      cursor: { type: "text" },
      pageSize: { type: "integer", min: 1, max: 500 },
      expand: { type: "text", many: true, values: ["user"] },
      allowRedirect: { type: "boolean" },
    },
    handle: ({ params, query }, context) => {
      const job = jobOf(params["transactionId"], context);
      if (auditJobState(job) !== "Succeeded") throw badRequest("The audit query has not succeeded yet.");
      const cursor = query.text("cursor");
      const start = cursor === undefined ? 0 : readCursor(cursor, job.id);
      const pageSize = query.integer("pageSize", 25);
      const selection = selectAudits(context.org, context.state.auditSelections, job.request);
      const count = Math.min(selection.count, context.mostPerList);
      const end = Math.min(count, start + pageSize);
      const events = sliceAudits(selection, start, Math.max(0, end - start), job.request.newestFirst);
      const next = end < count ? writeCursor(job.id, end) : undefined;
      const names = query.all("expand").includes("user");
      const entities = events.map((event) => auditMessage(context.org, event, names));
      return ok(compact({ id: job.id, pageSize, cursor: next, entities }));
    },
  },
];
