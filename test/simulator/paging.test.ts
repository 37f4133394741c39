import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Body, type Client, closeAll, open } from "./client.ts";

let client: Client;
beforeEach(async () => {
  client = await open();
});
afterEach(closeAll);

const ids = (body: Body): string[] => body.entities.map((entity: Body) => entity.id);

describe("pages by number on the platform", () => {
  test.each([1, 7, 25, 39, 40, 41, 500])("pages of %i hold every flow once", async (pageSize) => {
    const all: string[] = [];
    const { pageCount, total } = (await client.get(`/api/v2/flows?pageSize=${pageSize}`)).body;
    expect([total, pageCount]).toEqual([40, Math.ceil(40 / pageSize)]);
    for (let page = 1; page <= pageCount; page++) {
      const { body } = await client.get(`/api/v2/flows?pageSize=${pageSize}&pageNumber=${page}`);
      expect(body.nextUri === undefined).toBe(page === pageCount);
      all.push(...ids(body));
    }
    expect(new Set(all).size).toBe(40);
    expect(all).toEqual(all.toSorted());
  });

  test("the page after the last is empty", async () => {
    expect((await client.get("/api/v2/flows?pageSize=20&pageNumber=3")).body.entities).toEqual([]);
  });

  test("the default is 25", async () => {
    expect((await client.get("/api/v2/flows")).body).toMatchObject({
      pageSize: 25,
      pageNumber: 1,
      pageCount: 2,
    });
  });
});

describe("filters of the platform's flows", () => {
  test("type, name, publication and deletion narrow or widen the list", async () => {
    const types = (await client.get("/api/v2/flows?type=bot&type=workflow&pageSize=100")).body.entities;
    expect(types.length).toBeGreaterThan(1);
    for (const { type } of types) expect(["BOT", "WORKFLOW"]).toContain(type);
    const named = (await client.get(`/api/v2/flows?name=${encodeURIComponent(types[0].name)}`)).body;
    expect(ids(named)).toContain(types[0].id);
    const before = (await client.get("/api/v2/flows?publishedBefore=2026-08-01T00:00:00Z&pageSize=100")).body
      .entities;
    expect(before.length).toBeGreaterThan(0);
    for (const flow of before)
      expect(Date.parse(flow.publishedVersion.datePublished)).toBeLessThan(Date.parse("2026-08-01"));
    const withDeleted = (await client.get("/api/v2/flows?deleted=true&pageSize=100")).body.entities;
    expect(withDeleted.filter((flow: Body) => flow.deleted)).toHaveLength(3);
  });

  test("all twenty types occur", async () => {
    const { entities } = (await client.get("/api/v2/flows?pageSize=100")).body;
    expect(new Set(entities.map((flow: Body) => flow.type)).size).toBe(20);
  });
});

describe("pages of the guides", () => {
  test.each([1, 13, 40, 250])("pages of %i say in a header how many there are", async (pageSize) => {
    const first = await client.get(`/api/v2/architect/flows?view=expanded&pageSize=${pageSize}`);
    const pages = Number(first.headers.get("X-Genesys-Page-Count"));
    expect(pages).toBe(Math.ceil(40 / pageSize));
    const last = await client.get(`/api/v2/architect/flows?pageSize=${pageSize}&page=${pages}`);
    expect(last.body.entities).toHaveLength(40 - (pages - 1) * pageSize);
  });

  test("published flows only, when asked; details only in the expanded view", async () => {
    const expanded = (await client.get("/api/v2/architect/flows?status=published&view=expanded&pageSize=250"))
      .body;
    expect(expanded.total).toBe(38);
    for (const flow of expanded.entities) expect(flow).toMatchObject({ status: "published", modifiedBy: {} });
    const standard = (await client.get("/api/v2/architect/flows?pageSize=1")).body.entities[0];
    expect(standard).not.toHaveProperty("modifiedBy");
    expect((await client.get("/api/v2/routing/rules?pageSize=1")).body.entities[0]).not.toHaveProperty(
      "targets",
    );
  });

  test("execution log pages of any size hold every row once, in order", async () => {
    const query = { startTime: "2026-11-10T12:00:00Z", endTime: "2026-11-20T12:00:00Z" };
    const rows: Body[] = [];
    for (let pageNumber = 1; pageNumber <= 5; pageNumber++) {
      const { body } = await client.post("/api/v2/flows/execution-logs/query", {
        ...query,
        size: 70,
        pageNumber,
      });
      expect(body).toMatchObject({ total: 300, count: pageNumber === 5 ? 20 : 70 });
      rows.push(...body.entities);
    }
    expect(new Set(rows.map((row) => row.id)).size).toBe(300);
    const times = rows.map((row) => row.timestamp);
    expect(times).toEqual(times.toSorted());
  });

  test("execution log is narrowed by run and by level in any case", async () => {
    const query = { startTime: "2026-11-20T10:00:00Z", endTime: "2026-11-20T12:00:00Z", size: 1000 };
    const path = "/api/v2/flows/execution-logs/query";
    const all = (await client.post(path, query)).body.entities;
    const errors = (await client.post(path, { ...query, logLevel: ["error", "Warn"] })).body.entities;
    expect(errors).toEqual(all.filter((row: Body) => row.logLevel !== "INFO"));
    expect(errors.length).toBeGreaterThan(10);
    const { flowRunId } = all[0];
    const one = (await client.post(path, { ...query, flowRunId })).body.entities;
    expect(one).toEqual(all.filter((row: Body) => row.flowRunId === flowRunId));
    expect((await client.post(path, { ...query, flowRunId: "nobody" })).body.total).toBe(0);
    const down = (await client.post(path, { ...query, sortOrder: "descending" })).body.entities;
    expect(down.map((row: Body) => row.timestamp)).toEqual(
      all.map((row: Body) => row.timestamp).toReversed(),
    );
  });
});

describe("audit events of the guides", () => {
  const range = "dateFrom=2026-11-01T00:00:00Z&dateTo=2026-11-20T12:00:00Z";

  test("the cursor leads through every event once; fields and types narrow", async () => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await client.get(`/api/v2/auditlogs/events?${range}&size=100${cursor}`);
      seen.push(...ids(body));
      if (body.nextPageCursor === undefined) break;
      cursor = `&cursor=${body.nextPageCursor}`;
    }
    const all = (await client.get(`/api/v2/auditlogs?${range}&pageSize=1000`)).body;
    expect(seen).toEqual(ids(all));
    expect(seen.length).toBeGreaterThan(100);
    const narrow = (
      await client.get(`/api/v2/auditlogs/events?${range}&eventType=flow.publish&fields=id,eventType`)
    ).body;
    expect(narrow.entities.length).toBeGreaterThan(0);
    for (const entity of narrow.entities)
      expect(entity).toEqual({ id: entity.id, eventType: "flow.publish" });
  });

  test("a cursor of another query, and page numbers, are refused", async () => {
    const { body } = await client.get(`/api/v2/auditlogs/events?${range}&size=50`);
    const other = "dateFrom=2026-11-02T00:00:00Z&dateTo=2026-11-20T12:00:00Z";
    const path = `/api/v2/auditlogs/events?${other}&cursor=${body.nextPageCursor}`;
    expect((await client.get(path)).status).toBe(400);
    expect((await client.get(`/api/v2/auditlogs/events?${range}&cursor=nonsense`)).status).toBe(400);
    expect((await client.get(`/api/v2/auditlogs/events?${range}&page=2`)).status).toBe(400);
  });

  test("a filter is compared exactly, and a query without dates times out", async () => {
    const count = async (filter: string): Promise<number> =>
      (await client.get(`/api/v2/auditlogs?filter=${filter}&${range}&pageSize=1000`)).body.entities.length;
    expect(await count("type=configuration,entityType=Queue")).toBeGreaterThan(0);
    expect(await count("type=configuration,entityType=queue")).toBe(0);
    expect(await count("type=admin")).toBe(0);
    expect((await client.get("/api/v2/auditlogs?filter=type=configuration")).status).toBe(408);
  });
});
