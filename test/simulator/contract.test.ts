import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { genesyscloud } from "../../src/providers/genesyscloud/index.ts";
import type { Exchange } from "../../src/simulator/server/handle-api.ts";
import { parametersOf } from "../providers/genesyscloud/parameters.ts";
import { openSimulated } from "../providers/genesyscloud/read-simulated.ts";
import type { Body } from "./client.ts";
import { createAnswerCheck } from "./openapi-validator.ts";

/** The published definition (Swagger 2.0); it is not part of this repository. */
const path = process.env["BYLAW_OPENAPI"] ?? "../shared/genesyscloud/openapi-subset.json";

/** What is wrong with the query of a request. */
function queryProblems(operation: Body, { method, path: template, query }: Exchange): string[] {
  const published = operation.parameters.filter((parameter: Body) => parameter.in === "query");
  const names = new Map<string, Body>(published.map((parameter: Body) => [parameter.name, parameter]));
  const unknown = query.filter(([name]) => !names.has(name)).map(([name]) => `unknown parameter ${name}`);
  const required = published.filter((parameter: Body) => parameter.required);
  const missing = required.filter((parameter: Body) => query.every(([name]) => name !== parameter.name));
  const wrong = query.filter(([name, value]) => {
    const { enum: allowed, items } = names.get(name) ?? {};
    const values = allowed ?? items?.enum;
    return values !== undefined && !values.includes(value);
  });
  return [
    ...unknown,
    ...missing.map(({ name }: Body) => `no parameter ${name}`),
    ...wrong.map(([name, value]) => `parameter ${name} cannot be ${value}`),
  ].map((problem) => `${method} ${template}: ${problem}`);
}

it("an unknown, a missing and a wrong parameter are problems", () => {
  const parameters = [
    { in: "query", name: "sort", enum: ["asc"] },
    { in: "query", name: "id", required: true },
  ];
  const asked = {
    surface: "platform" as const,
    method: "GET",
    path: "/things",
    request: null,
    status: 200,
    response: null,
  };
  const query = [
    ["sort", "up"],
    ["view", "all"],
  ] as const;
  expect(queryProblems({ parameters }, { ...asked, query })).toEqual([
    "GET /things: unknown parameter view",
    "GET /things: no parameter id",
    "GET /things: parameter sort cannot be up",
  ]);
});

if (existsSync(path))
  describe("what is asked and answered is as published", () => {
    const swagger = JSON.parse(readFileSync(path, "utf8"));
    const answers = createAnswerCheck(swagger);

    function problemsOf(exchange: Exchange): string[] {
      const { method, path: template, status, response, request } = exchange;
      const operation = swagger.paths[template]?.[method.toLowerCase()];
      if (operation === undefined) return [`${method} ${template} is not published`];
      const body = operation.parameters.find((parameter: Body) => parameter.in === "body");
      const asked =
        body === undefined ? [] : answers.schema(`${method} ${template} body`, body.schema, request);
      return [
        ...queryProblems(operation, exchange),
        ...asked,
        ...answers(method, template, status, response),
      ];
    }

    it.each(genesyscloud.sourceNames)("%s", async (name) => {
      const problems = new Set<string>();
      let exchanges = 0;
      const observe = (exchange: Exchange) => {
        if (exchange.surface !== "platform") return;
        exchanges++;
        for (const problem of problemsOf(exchange)) problems.add(problem);
      };
      const org = await openSimulated("platform", { observe });
      await org.read(name, parametersOf(name));
      await org.close();
      expect(exchanges).toBeGreaterThan(0);
      expect([...problems]).toEqual([]);
    });
  });
