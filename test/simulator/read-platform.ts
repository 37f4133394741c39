import { day } from "../../src/simulator/org/spans.ts";
import type { Body, Client } from "./client.ts";
import type { Records } from "./records.ts";

async function list(client: Client, path: string, pageSize: number): Promise<Body[]> {
  const all: Body[] = [];
  for (let pageNumber = 1, pages = 1; pageNumber <= pages; pageNumber++) {
    const { body } = await client.get(`${path}?pageSize=${pageSize}&pageNumber=${pageNumber}`);
    all.push(...body.entities);
    pages = body.pageCount;
  }
  return all;
}

export async function readAudits(client: Client, from: number, to: number, extra = {}): Promise<Body[]> {
  const interval = `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
  const job = (await client.post("/api/v2/audits/query", { interval, ...extra })).body;
  const path = `/api/v2/audits/query/${job.id}`;
  while ((await client.get(path)).body.state !== "Succeeded");
  const all: Body[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await client.get(`${path}/results?pageSize=500&expand=user${cursor}`);
    all.push(...body.entities);
    if (body.cursor === undefined) return all;
    cursor = `&cursor=${encodeURIComponent(body.cursor)}`;
  }
}

function rowOf(run: Body, kind: string, item: Body): Body {
  const values = [...item.variables, ...item.outputVariables].map(({ name, value }) => [name, value]);
  const problem = item.error ?? item.warning;
  return {
    id: item.executionId,
    flowRunId: run.executionId,
    flowId: run.flowId,
    flowName: run.flowName,
    flowType: run.flowType,
    flowVersion: run.flowVersion,
    conversationId: run.conversationId,
    ...(item.actionId === undefined ? {} : { nodeId: item.actionId }),
    nodeName: item.actionName,
    nodeType: kind,
    logLevel: item.error ? "ERROR" : item.warning ? "WARN" : "INFO",
    message: problem?.text ?? item.actionName,
    timestamp: item.dateTime,
    ...Object.fromEntries(values),
  };
}

async function readLogs(client: Client, now: number): Promise<Body[]> {
  const rows: Body[] = [];
  for (let from = now - 10 * day; from < now; from += day) {
    const bound = (operator: string, epoch: number) => ({
      criteria: { key: "FlowStartDateTime", operator, value: new Date(epoch).toISOString() },
    });
    const query = [bound("gte", from), bound("lt", from + day)];
    const found = (await client.post("/api/v2/flows/instances/query?pageSize=200", { query })).body;
    const ids = found.entities.map((entity: Body) => entity.id);
    const job = (await client.post("/api/v2/flows/instances/jobs", { ids })).body;
    let state = job;
    while (state.jobState !== "Success")
      state = (await client.get(`/api/v2/flows/instances/jobs/${job.id}`)).body;
    for (const { downloadUri } of state.entities) {
      const { flow } = (await client.get(downloadUri)).body;
      for (const entry of flow.execution) {
        const [[kind, item]] = Object.entries(entry) as [[string, Body]];
        if (kind.startsWith("action")) rows.push(rowOf(flow, kind, item));
      }
    }
  }
  return rows;
}

const flowRecord = (flow: Body): Body => ({
  id: flow.id,
  name: flow.name,
  type: flow.type,
  description: flow.description,
  division: flow.division.id,
  publishedAt: flow.publishedVersion?.datePublished,
  publishedBy: flow.publishedVersion?.createdBy?.id ?? flow.publishedVersion?.createdByClient?.id,
  version: flow.publishedVersion?.commitVersion,
  lockedBy: flow.lockedUser?.id,
});

const ivrRecord = (ivr: Body): Body => ({
  id: ivr.id,
  name: ivr.name,
  division: ivr.division.id,
  dnis: ivr.dnis,
  state: ivr.state,
  dateModified: ivr.dateModified,
  modifiedBy: ivr.modifiedBy,
  open: ivr.openHoursFlow?.id,
  closed: ivr.closedHoursFlow?.id,
  holiday: ivr.holidayHoursFlow?.id,
  scheduleGroup: ivr.scheduleGroup.id,
});

const auditRecord = (event: Body): Body => ({
  id: event.id,
  at: event.eventDate,
  user: event.user?.id,
  userName: event.user?.name,
  client: event.client?.id,
  service: event.serviceName,
  action: event.action,
  entityType: event.entityType,
  entityId: event.entity.id,
  changes: event.propertyChanges.map((change: Body) => [change.property, change.oldValues, change.newValues]),
});

/** Everything that the platform surface serves, as records that both surfaces share. */
export async function readPlatform(client: Client, now: number): Promise<Records> {
  const audits = [
    ...(await readAudits(client, now - 60 * day, now - 30 * day)),
    ...(await readAudits(client, now - 30 * day, now)),
  ];
  return {
    flows: (await list(client, "/api/v2/flows", 25)).map(flowRecord),
    ivrs: (await list(client, "/api/v2/architect/ivrs", 5)).map(ivrRecord),
    logs: await readLogs(client, now),
    audits: audits.map(auditRecord),
  };
}
