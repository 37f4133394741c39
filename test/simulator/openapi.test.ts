import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { day } from "../../src/simulator/org/spans.ts";
import { type Body, closeAll, friday, open, type Reply } from "./client.ts";
import { createAnswerCheck } from "./openapi-validator.ts";

afterEach(closeAll);

test("the validator finds a wrong type, an invented field and an unknown status", () => {
  const flow = { type: "object", properties: { name: { type: "string" } } };
  const responses = { 200: { schema: { $ref: "#/definitions/Flow" } } };
  const check = createAnswerCheck({
    definitions: { Flow: flow },
    paths: { "/flows": { get: { responses } } },
  });
  expect(check("GET", "/flows", 200, { name: "x" })).toEqual([]);
  expect(check("GET", "/flows", 200, { name: 7, status: "published" })).toHaveLength(2);
  expect(check("GET", "/flows", 418, {})).toHaveLength(1);
  expect(check("GET", "/rules", 200, {})).toHaveLength(1);
});

/** Path of the published definition (Swagger 2.0); it is not part of this repository. */
const path = process.env["BYLAW_OPENAPI"] ?? "../shared/genesyscloud/openapi-subset.json";

if (existsSync(path)) {
  describe("against the published definition", () => {
    const swagger = JSON.parse(readFileSync(path, "utf8"));
    const check = createAnswerCheck(swagger);

    test.each([1, 2, 3])("every platform answer of seed %i", async (seed) => {
      const client = await open({ seed });
      const problems: string[] = [];
      const judge = (method: string, template: string, { status, body }: Reply): Body => {
        problems.push(...check(method, `/api/v2${template}`, status, body));
        return body;
      };
      const get = async (template: string, query = "", id = ""): Promise<Body> =>
        judge("GET", template, await client.get(`/api/v2${template.replace(/\{\w+\}/, id)}${query}`));
      const post = async (template: string, body: Body, query = ""): Promise<Body> =>
        judge("POST", template, await client.post(`/api/v2${template}${query}`, body));

      await get("/organizations/me");
      await get("/tokens/me");
      await get("/oauth/clients");
      const flows = await get("/flows", "?pageSize=100&deleted=true");
      await get("/flows/{flowId}", "", flows.entities[0].id);
      await get("/flows/{flowId}", "", "nobody");
      await get("/flows", "?status=published");
      for (const flow of flows.entities) await get("/flows/{flowId}/versions", "", flow.id);
      const ivrs = await get("/architect/ivrs", "?pageSize=100");
      await get("/architect/ivrs/{ivrId}", "", ivrs.entities[0].id);
      for (const ivr of ivrs.entities) {
        await get(
          "/architect/dependencytracking/consumingresources",
          `?objectType=INBOUNDCALLFLOW&id=${ivr.openHoursFlow.id}`,
        );
      }
      const runs = await post("/flows/instances/query", { query: [] }, "?pageSize=200");
      const job = await post("/flows/instances/jobs", { ids: runs.entities.map((run: Body) => run.id) });
      for (let poll = 0; poll < 2; poll++) await get("/flows/instances/jobs/{jobId}", "", job.id);
      await get("/flows/instances/{instanceId}", "", runs.entities[0].id);
      const interval = `${new Date(friday - 14 * day).toISOString()}/${new Date(friday).toISOString()}`;
      await post("/audits/query/realtime", { interval, pageSize: 500 }, "?expand=user");
      const query = await post("/audits/query", { interval });
      await post("/audits/query", { interval });
      for (let poll = 0; poll < 2; poll++) await get("/audits/query/{transactionId}", "", query.id);
      await get("/audits/query/{transactionId}/results", "?pageSize=500", query.id);
      await get("/audits/query/servicemapping");
      await get("/audits/query/realtime/servicemapping");
      expect([...new Set(problems)]).toEqual([]);
    });

    test("permissions of the routes are the published ones", async () => {
      const { routes } = await import("../../src/simulator/routes/index.ts");
      for (const route of routes.filter((candidate) => candidate.surface === "platform")) {
        const operation = swagger.paths[route.path]?.[route.method.toLowerCase()];
        const rule = operation?.["x-inin-requires-permissions"];
        expect([route.path, route.permissions ?? null]).toEqual([route.path, rule ?? null]);
        const published = operation.parameters.filter((parameter: Body) => parameter.in === "query");
        const names = published.map((parameter: Body) => parameter.name);
        expect(names).toEqual(expect.arrayContaining(Object.keys(route.query ?? {})));
      }
    });
  });
}
