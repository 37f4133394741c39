import { checks } from "../../src/checks/index.ts";
import type { DataSource } from "../../src/model/data-source.ts";
import type { JsonObject, JsonSchema } from "../../src/model/json.ts";
import type { Provider } from "../../src/model/provider.ts";
import type { Registry } from "../../src/model/registry.ts";

const text: JsonSchema = { type: "string" };

function record(properties: JsonObject): JsonSchema {
  return { type: "object", additionalProperties: false, properties };
}

function source(name: string, schema: JsonSchema, parameters: JsonObject = {}): DataSource {
  const type = name.split(".")[1] ?? name;
  return {
    name,
    provider: name.split(".")[0] ?? name,
    title: `All ${type}`,
    resource: { type, id: "id", name: "name" },
    parameters: { type: "object", additionalProperties: false, properties: parameters },
    schema,
  };
}

const levels: JsonSchema = { type: "string", enum: ["ERROR", "WARN", "INFO"] };

const cloudSources = [
  source(
    "cloud.flows",
    record({ id: text, name: text, type: text, publishedAt: text, division: record({ id: text }) }),
    {
      published: { description: "Only published flows.", type: "boolean" },
    },
  ),
  source("cloud.ivrs", record({ id: text, name: text, openHoursFlow: record({ id: text }) })),
  source("cloud.logs", record({ id: text, timestamp: text, logLevel: levels, nodeId: text }), {
    last: { description: "How far back.", type: "string", format: "duration" },
    levels: { type: "array", items: levels },
    limit: { type: "integer", minimum: 1 },
  }),
];

function provider(name: string, sources: readonly DataSource[], more: Partial<Provider>): Provider {
  return {
    name,
    needsTenant: true,
    configSchema: { type: "object", additionalProperties: false },
    sourceNames: sources.map((each) => each.name),
    source(wanted) {
      const found = sources.find((each) => each.name === wanted);
      if (found === undefined) throw new Error(`no ${wanted}`);
      return found;
    },
    estimate: () => ({ requests: 1, permissions: [], scopes: [] }),
    connect: () => Promise.reject(new Error("not in these tests")),
    ...more,
  };
}

const secret: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["env"],
  properties: { env: { description: "Name of an environment variable.", type: "string" } },
};

const cloud = provider("cloud", cloudSources, {
  configSchema: {
    type: "object",
    additionalProperties: false,
    required: ["region"],
    properties: {
      region: {
        description: "Region of the organisation.",
        type: "string",
        enum: ["eu-west-1", "us-east-1"],
      },
      credentials: {
        type: "object",
        additionalProperties: false,
        required: ["clientId", "clientSecret"],
        properties: { clientId: secret, clientSecret: secret },
      },
    },
  },
  validateSource: ({ read }) =>
    read?.["path"] === undefined
      ? [{ code: "invalid-source", severity: "error", summary: "There is no path.", pointer: "/read" }]
      : [],
});

const files = provider("files", [source("files.json", {}, { path: { type: "string" } })], {
  needsTenant: false,
});
const other = provider("other", [source("other.things", {})], {});

/** The real checks over three invented providers. */
export const fakeRegistry: Registry = {
  checks: new Map(checks.map((check) => [check.name, check])),
  providers: new Map([cloud, files, other].map((each) => [each.name, each])),
  dataSources: new Map(),
  functions: new Map(),
  reporters: new Map(),
  sinks: new Map(),
};
