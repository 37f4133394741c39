import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour } from "../../src/simulator/org/spans.ts";
import { type Body, type Client, closeAll, friday, open } from "./client.ts";
import { readAudits } from "./read-platform.ts";

let clock = 0;
let client: Client;
beforeEach(async () => {
  clock = 0;
  client = await open({ clock: () => clock });
});
afterEach(closeAll);

const iso = (epoch: number): string => new Date(epoch).toISOString();
const interval = (from: number, to: number): string => `${iso(from)}/${iso(to)}`;
const query = "/api/v2/audits/query";

describe("historical audit queries", () => {
  test("are accepted, run, succeed and are read by cursor", async () => {
    const job = await client.post(query, { interval: interval(friday - 10 * day, friday) });
    expect([job.status, job.body.state]).toEqual([202, "Queued"]);
    const path = `${query}/${job.body.id}`;
    expect((await client.get(`${path}/results`)).status).toBe(400);
    expect(await client.get(path)).toMatchObject({ status: 202, body: { state: "Running" } });
    expect(await client.get(path)).toMatchObject({ status: 200, body: { state: "Succeeded" } });
    const first = (await client.get(`${path}/results?pageSize=3`)).body;
    const second = (await client.get(`${path}/results?pageSize=3&cursor=${first.cursor}`)).body;
    const both = (await client.get(`${path}/results?pageSize=6`)).body;
    expect([...first.entities, ...second.entities]).toEqual(both.entities);
    expect((await client.get(`${path}/results?cursor=abc`)).status).toBe(400);
    expect((await client.get(`${path}/results?pageSize=501`)).status).toBe(400);
  });

  test("one runs at a time; an abandoned one gives way after a minute", async () => {
    const body = { interval: interval(friday - day, friday) };
    await client.post(query, body);
    expect(await client.post(query, body)).toMatchObject({ status: 409, body: { code: "request.conflict" } });
    clock = 60_000;
    expect((await client.post(query, body)).status).toBe(202);
  });

  test.each([
    ["more than 30 days", interval(friday - 30 * day - 1, friday)],
    ["inverted", interval(friday, friday - day)],
    ["empty", interval(friday, friday)],
    ["no zone", "2026-11-01T00:00:00/2026-11-02T00:00:00"],
    ["one instant", iso(friday)],
  ])("an interval that is %s is refused", async (_what, text) => {
    expect((await client.post(query, { interval: text })).status).toBe(400);
  });

  test("windows that meet hold every event once; the start is included, the end is not", async () => {
    const whole = await readAudits(client, friday - 20 * day, friday);
    const middle = whole[100].eventDate;
    const early = await readAudits(client, friday - 20 * day, Date.parse(middle));
    const late = await readAudits(client, Date.parse(middle), friday);
    expect([...late, ...early].map((event) => event.id)).toEqual(whole.map((event) => event.id));
    expect(late.at(-1).eventDate).toBe(middle);
  });

  test("filters narrow, an entity needs its type, ascending turns the order", async () => {
    const [from, to] = [friday - 20 * day, friday];
    const whole = await readAudits(client, from, to);
    const ascending = { sort: [{ name: "Timestamp", sortOrder: "ascending" }] };
    const up = await readAudits(client, from, to, ascending);
    expect(up.map((event) => event.id)).toEqual(whole.map((event) => event.id).toReversed());
    const queues = await readAudits(client, from, to, {
      serviceName: "ContactCenter",
      filters: [{ property: "EntityType", value: "Queue" }],
    });
    expect(queues).toEqual(whole.filter((event) => event.entityType === "Queue"));
    expect(queues.length).toBeGreaterThan(0);
    const alone = { interval: interval(from, to), filters: [{ property: "EntityId", value: "x" }] };
    expect((await client.post(query, alone)).status).toBe(400);
    expect((await client.post(query, { interval: interval(from, to), serviceName: "Nothing" })).status).toBe(
      400,
    );
  });

  test("the name of a user comes only when asked for", async () => {
    const person = client.simulator.truth.findLast((entry) => entry.kind === "change-by-person");
    const at = Date.parse(String(person?.detail["timestamp"]));
    const body = { interval: interval(at, at + 1), pageSize: 100 };
    const path = `${query}/realtime`;
    const find = (reply: Body): Body =>
      reply.entities.find((event: Body) => event.id === person?.resource.id);
    const without = find((await client.post(path, body)).body);
    const named = find((await client.post(`${path}?expand=user`, body)).body);
    expect(without.user).toEqual({ id: person?.detail["userId"] });
    expect(named.user.name).toEqual(expect.any(String));
  });
});

describe("realtime audit queries", () => {
  test("give the same events as a historical one, by page", async () => {
    const [from, to] = [friday - 2 * day, friday];
    const all: Body[] = [];
    for (let pageNumber = 1, pages = 1; pageNumber <= pages; pageNumber++) {
      const body = { interval: interval(from, to), pageNumber, pageSize: 7 };
      const reply = (await client.post(`${query}/realtime?expand=user`, body)).body;
      pages = reply.pageCount;
      all.push(...reply.entities);
    }
    expect(all).toEqual(await readAudits(client, from, to));
  });

  test("reach back fourteen days", async () => {
    const ask = async (from: number): Promise<number> =>
      (await client.post(`${query}/realtime`, { interval: interval(from, friday) })).status;
    expect([await ask(friday - 14 * day), await ask(friday - 14 * day - 1)]).toEqual([200, 400]);
  });

  test("the service mapping names what occurs", async () => {
    const { services } = (await client.get(`${query}/servicemapping`)).body;
    const known = services.flatMap((service: Body) =>
      service.entities.flatMap((entity: Body) =>
        entity.actions.map((action: string) => [service.name, entity.name, action].join()),
      ),
    );
    for (const { serviceName, entityType, action } of await readAudits(client, friday - 30 * day, friday)) {
      expect(known).toContain([serviceName, entityType, action].join());
    }
    expect((await client.get(`${query}/realtime/servicemapping`)).body.services).toEqual(services);
  });
});

describe("flow instances", () => {
  const search = (criteria: Body[]) => ({ query: criteria.map((criterion) => ({ criteria: criterion })) });

  test("a search finds 200 at most, wherever they lie, and narrows by criteria", async () => {
    const medium = await open({ size: "medium" });
    const since = (epoch: number): Body => ({ key: "FlowStartDateTime", operator: "gte", value: iso(epoch) });
    const path = "/api/v2/flows/instances/query?pageSize=200";
    const wide = (await medium.post(path, search([since(friday - 10 * day)]))).body;
    expect([wide.total, wide.entities.length, wide.pageCount]).toEqual([200, 200, 1]);
    expect((await medium.post("/api/v2/flows/instances/query?pageSize=201", search([]))).status).toBe(400);
    const until = { key: "FlowStartDateTime", operator: "lt", value: iso(friday - hour / 2) };
    const some = (await medium.post(path, search([since(friday - hour), until]))).body.entities;
    for (const run of some) {
      expect(Date.parse(run.startDateTime)).toBeGreaterThanOrEqual(friday - hour);
      expect(Date.parse(run.startDateTime)).toBeLessThan(friday - hour / 2);
    }
    const failed = { key: "FlowErrorReason", operator: "not_null" };
    const errors = (await medium.post(path, search([since(friday - hour), until, failed]))).body.entities;
    expect(errors).toEqual(some.filter((run: Body) => run.flowErrorReason !== undefined));
    const [{ flowId, flowType }] = errors;
    const or = {
      query: [{ or: [{ key: "FlowId", operator: "eq", value: flowId }] }, { criteria: since(friday - hour) }],
    };
    for (const run of (await medium.post(path, or)).body.entities)
      expect(run).toMatchObject({ flowId, flowType });
    expect((await medium.post(path, search([{ key: "BotId", operator: "eq", value: "x" }]))).status).toBe(
      400,
    );
    expect(
      (await medium.post(path, search([{ key: "FlowEndDateTime", operator: "gt", value: "x" }]))).status,
    ).toBe(400);
  });

  test("execution data comes through a job; unknown runs fail alone; downloads need their signature", async () => {
    const found = (await client.post("/api/v2/flows/instances/query?pageSize=2", { query: [] })).body
      .entities;
    const ids = [...found.map((run: Body) => run.id), "nobody"];
    const job = (await client.post("/api/v2/flows/instances/jobs", { ids })).body;
    expect(job).toMatchObject({ jobState: "Registered", entities: [] });
    const path = `/api/v2/flows/instances/jobs/${job.id}`;
    expect(await client.get(path)).toMatchObject({ status: 202, body: { jobState: "Running" } });
    const done = await client.get(path);
    expect(done).toMatchObject({ status: 200, body: { jobState: "Success" } });
    expect(done.body.entities.map((entity: Body) => entity.failed)).toEqual([false, false, true]);
    const [{ downloadUri }] = done.body.entities;
    const { flow } = (await (await fetch(downloadUri)).json()) as Body;
    expect(flow).toMatchObject({
      executionId: ids[0],
      flowId: found[0].flowId,
      startDateTime: found[0].startDateTime,
    });
    expect(flow.execution.every((item: Body) => Object.keys(item).length === 1)).toBe(true);
    expect((await fetch(`${downloadUri}0`)).status).toBe(403);
    expect((await client.get(`/api/v2/flows/instances/${ids[0]}`)).body.entities[0].downloadUri).toBe(
      downloadUri,
    );
  });
});
