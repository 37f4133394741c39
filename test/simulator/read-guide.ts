import { day } from "../../src/simulator/org/spans.ts";
import type { Body, Client } from "./client.ts";
import type { Records } from "./records.ts";

async function list(client: Client, path: string, pageSize: number): Promise<Body[]> {
  const all: Body[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const mark = path.includes("?") ? "&" : "?";
    const { body, headers } = await client.get(`${path}${mark}page=${page}&pageSize=${pageSize}`);
    all.push(...body.entities);
    pages = Number(headers.get("X-Genesys-Page-Count"));
  }
  return all;
}

async function readLogs(client: Client, now: number): Promise<Body[]> {
  const rows: Body[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const { body } = await client.post("/api/v2/flows/execution-logs/query", {
      startTime: new Date(now - 10 * day).toISOString(),
      endTime: new Date(now).toISOString(),
      orderBy: "timestamp",
      sortOrder: "ascending",
      size: 100,
      pageNumber,
    });
    rows.push(...body.entities);
    if (body.count < body.size || rows.length >= body.total) return rows;
  }
}

async function readAudits(client: Client, now: number): Promise<Body[]> {
  const range = `dateFrom=${new Date(now - 60 * day).toISOString()}&dateTo=${new Date(now).toISOString()}`;
  const all: Body[] = [];
  for (let token = ""; ; ) {
    const { body } = await client.get(
      `/api/v2/auditlogs?filter=type=configuration&${range}&pageSize=150${token}`,
    );
    all.push(...body.entities);
    if (body.nextPage === undefined) return all;
    token = `&pageToken=${encodeURIComponent(body.nextPage)}`;
  }
}

const flowRecord = (flow: Body): Body => ({
  id: flow.id,
  name: flow.name,
  type: flow.type,
  description: flow.description,
  division: flow.division.id,
  publishedAt: flow.publishedAt,
  publishedBy: flow.publishedBy?.id,
  version: flow.publishedVersion,
  lockedBy: flow.lockedUser?.id,
});

const holidayOf = (ivr: Body): Body =>
  ivr.menuOptions
    .flatMap((option: Body) => [option, ...(option.options ?? [])])
    .find((option: Body) => option.name === "holiday")?.flowId;

const ivrRecord = (ivr: Body): Body => ({
  id: ivr.id,
  name: ivr.name,
  division: ivr.division.id,
  dnis: ivr.dnis,
  state: ivr.state,
  dateModified: ivr.dateModified,
  modifiedBy: ivr.modifiedBy,
  open: ivr.defaultFlowId,
  closed: ivr.timeConditionFlowId,
  holiday: holidayOf(ivr),
  scheduleGroup: ivr.scheduleGroup.id,
});

const auditRecord = (event: Body): Body => ({
  id: event.id,
  at: event.timestamp,
  user: event.userId,
  userName: event.userName,
  client: event.clientId,
  service: event.serviceName,
  action: event.action,
  entityType: event.entityType,
  entityId: event.entityId,
  changes: Object.keys(event.after).map((name) => [
    name,
    [event.before[name]].flat(),
    [event.after[name]].flat(),
  ]),
});

/** Everything that the guide surface serves, as records that both surfaces share. */
export async function readGuide(client: Client, now: number): Promise<Records> {
  return {
    flows: (await list(client, "/api/v2/architect/flows?view=expanded", 15)).map(flowRecord),
    ivrs: (await list(client, "/api/v2/ivrs", 5)).map(ivrRecord),
    logs: await readLogs(client, now),
    audits: (await readAudits(client, now)).map(auditRecord),
  };
}
