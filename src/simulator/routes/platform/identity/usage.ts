import { isJsonObject, type Json, type JsonObject } from "../../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../../time/timestamp.ts";
import { compact } from "../../../compact.ts";
import { type UsageRow, usageRows } from "../../../org/identity/usage.ts";
import { uuidFor } from "../../../org/uuid.ts";
import { badRequest, notFound } from "../../../server/api-error.ts";
import type { BodyShape } from "../../../server/body-shape.ts";
import { accepted, any, ok, type Route, type RouteContext } from "../../../server/route.ts";
import { readCursor, writeCursor } from "../../cursor.ts";
import { sumUp, type UsageJob, type UsageSum } from "./usage-job.ts";

const clientPermissions = any("oauth:client:view", "usage:client:view");
const organizationPermissions = any("usage:organization:view");
const texts = (...values: readonly string[]): BodyShape => ({ type: "list", of: { type: "text", values } });

const shared: Readonly<Record<string, BodyShape>> = {
  interval: { type: "text" },
  granularity: { type: "text", values: ["Day"] },
  metrics: texts("Status200", "Status300", "Status400", "Status500", "Status429", "Requests"),
};

function intervalOf(body: Json): { from: number; to: number } {
  const text = isJsonObject(body) ? String(body["interval"]) : "";
  const [from, to] = text.split("/").map((part) => parseTimestamp(part));
  if (from === undefined || to === undefined || from >= to) throw badRequest("The interval is not valid.");
  return { from, to };
}

function start(
  rows: readonly UsageRow[],
  groupBy: readonly string[],
  { org, state }: RouteContext,
): UsageJob {
  const job = { id: uuidFor(org.seed, "usage-job", state.usageJobs.size), rows, groupBy, polls: 0 };
  state.usageJobs.set(job.id, job);
  return job;
}

/** The job, which is done from the second time on that it is asked for. */
function poll(id: string | undefined, { state }: RouteContext): { job: UsageJob; done: boolean } {
  const job = state.usageJobs.get(id ?? "");
  if (job === undefined) throw notFound("No usage query has this id.");
  job.polls += 1;
  return { job, done: job.polls > 1 };
}

const counts = ({ ok: status200, wrong: status400, tooMany: status429 }: UsageSum): JsonObject => ({
  status200,
  status300: 0,
  status400,
  status500: 0,
  status429,
});

function organizationRow(sum: UsageSum, groupBy: readonly string[]): JsonObject {
  const { client, date } = sum;
  const by = (name: string): boolean => groupBy.includes(name);
  const named = compact({
    id: by("OauthClientId") ? client.id : undefined,
    name: by("OauthClientName") ? client.name : undefined,
  });
  return compact({
    date: formatTimestamp(date).slice(0, 10),
    requestCount: sum.ok + sum.wrong + sum.tooMany,
    ...counts(sum),
    oauthClient: by("OauthClientId") || by("OauthClientName") ? named : undefined,
    httpMethod: by("HttpMethod") ? sum.method : undefined,
    templateUri: by("TemplateUri") ? sum.template : undefined,
  });
}

const clientUsage: readonly Route[] = [
  {
    surface: "platform",
    method: "POST",
    path: "/api/v2/oauth/clients/{clientId}/usage/query",
    permissions: clientPermissions,
    body: { type: "object", required: ["interval"], properties: shared },
    handle: ({ params, body }, context) => {
      const client = context.org.identity.clients().find(({ id }) => id === params["clientId"]);
      if (client === undefined) throw notFound();
      const { id } = start(usageRows(context.org.seed, [client], intervalOf(body)), [], context);
      const resultsUri = `/api/v2/oauth/clients/${client.id}/usage/query/results/${id}`;
      return accepted({ executionId: id, resultsUri });
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/oauth/clients/{clientId}/usage/query/results/{executionId}",
    permissions: clientPermissions,
    handle: ({ params }, context) => {
      const { job, done } = poll(params["executionId"], context);
      if (!done) return ok({ queryStatus: "Running" });
      const results = sumUp(job).map((sum) => ({
        clientId: sum.client.id,
        ...counts(sum),
        requests: sum.ok + sum.wrong + sum.tooMany,
        date: formatTimestamp(sum.date),
      }));
      return ok({ results, queryStatus: "Complete" });
    },
  },
];

const path = "/api/v2/usage/aggregates/query/jobs";
const groups = texts("OauthClientName", "OauthClientId", "HttpMethod", "TemplateUri");

/** How often clients, and the organisation as a whole, ask the platform; queries that are polled. */
export const usageRoutes: readonly Route[] = [
  ...clientUsage,
  {
    surface: "platform",
    method: "POST",
    path,
    permissions: organizationPermissions,
    body: { type: "object", required: ["interval"], properties: { ...shared, groupBy: groups } },
    handle: ({ body }, context) => {
      const asked = isJsonObject(body) ? body["groupBy"] : undefined;
      const groupBy = Array.isArray(asked) ? asked.map(String) : [];
      const rows = usageRows(context.org.seed, context.org.identity.clients(), intervalOf(body));
      const { id } = start(rows, groupBy, context);
      return accepted({ id, resultsUri: `${path}/${id}` });
    },
  },
  {
    surface: "platform",
    method: "GET",
    path: `${path}/{jobId}`,
    permissions: organizationPermissions,
    query: { after: { type: "text" }, pageSize: { type: "integer", min: 1, max: 1_000 } },
    handle: ({ params, query }, context) => {
      const { job, done } = poll(params["jobId"], context);
      if (!done) return accepted({ queryStatus: "Running" });
      const all = sumUp(job).slice(0, context.mostPerList);
      const after = query.text("after");
      const from = after === undefined ? 0 : readCursor(after, job.id);
      const size = query.integer("pageSize", 100);
      const end = from + size;
      const entities = all.slice(from, end).map((sum) => organizationRow(sum, job.groupBy));
      const link = `${path}/${job.id}?pageSize=${size}&after=${writeCursor(job.id, end)}`;
      return ok(
        compact({ queryStatus: "Succeeded", entities, nextUri: end < all.length ? link : undefined }),
      );
    },
  },
];
