import type { JsonSchema } from "../model/json.ts";

const text = { type: "string", minLength: 1 };
const expression = { type: "string", format: "jsonata", minLength: 1 };
const duration = { type: "string", format: "duration" };
const path = {
  type: "string",
  pattern: "^(?:\\$|[A-Za-z_][\\w-]*(?:\\.[A-Za-z_][\\w-]*)*)$",
  description: "Names joined by dots; `$` is the whole body",
};
const size = { type: "integer", minimum: 1, maximum: 10_000 };
const names = { type: "array", items: text, minItems: 1 };
const status = { type: "integer", minimum: 400, maximum: 599 };

const request: JsonSchema = {
  type: "object",
  description: "One call that reads; strings may hold {{ JSONata }}",
  properties: {
    method: { enum: ["GET", "POST"], default: "GET", description: "POST only for calls that read" },
    path: { type: "string", pattern: "^/", description: "Path; what a template puts in is percent-encoded" },
    url: { type: "string", description: "Whole URL, for links that the API hands out" },
    query: { type: "object", description: "Undefined values are left out, lists are repeated" },
    headers: { type: "object", additionalProperties: { type: "string" } },
    body: { description: "JSON body; strings in it may be templates" },
  },
  additionalProperties: false,
  oneOf: [{ required: ["path"] }, { required: ["url"] }],
};

const checks = {
  size: { ...size, description: "Records per page, `$size`; parameter pageSize overrides it" },
  max: { ...size, description: "Largest page size that the API accepts" },
  total: { ...path, description: "Path to the declared total; it must come true" },
};

function style(name: string, own: JsonSchema, required: readonly string[] = []): JsonSchema {
  return {
    type: "object",
    properties: { style: { const: name }, ...own, ...checks },
    required: ["style", ...required],
    additionalProperties: false,
  };
}

const next = { ...path, description: "Path to the next cursor or link" };

const paging: JsonSchema = {
  description: "How the list is cut into pages",
  oneOf: [
    style("none", {}),
    style("page-number", {
      pageCount: {
        ...path,
        description: "Path to the number of pages; without it the total and the size tell",
      },
    }),
    style("page-header", { header: { type: "string", pattern: "^[A-Za-z0-9-]+$" } }, ["header"]),
    style("short-page", { count: { ...path, description: "Path to the number of records in the page" } }),
    style("cursor", { next }, ["next"]),
    style("next-uri", { next }),
  ],
};

const job: JsonSchema = {
  type: "object",
  description: "Starts work on the other side and waits until it is done",
  properties: {
    start: { $ref: "#/$defs/request" },
    busy: { type: "array", items: status, description: "Statuses of the start that mean: ask again later" },
    poll: { $ref: "#/$defs/request" },
    state: path,
    running: names,
    done: names,
    every: duration,
    within: duration,
  },
  required: ["start", "poll", "state", "running", "done"],
  additionalProperties: false,
};

const step = {
  job: { $ref: "#/$defs/job" },
  given: { ...expression, description: "Records for `each` that the parameters name; nothing is asked" },
  request: { $ref: "#/$defs/request" },
  paging: { $ref: "#/$defs/paging" },
  records: path,
  single: { type: "boolean", description: "`records` gives one object instead of a list" },
  id: {
    description: "Path, or paths together, to what identifies a record as served",
    anyOf: [path, { type: "array", items: path, minItems: 2 }],
  },
  cap: { ...size, description: "Most matches that the API returns; reaching it halves the interval" },
  expected: { ...expression, description: "How many records there must be" },
  map: { ...expression, description: "A record as served → record of the source" },
  many: { type: "boolean", description: "`map` gives any number of records" },
  keep: { ...expression, description: "Keeps the mapped records for which it is true" },
  each: { $ref: "#/$defs/each" },
};

const each: JsonSchema = {
  type: "object",
  description: "Reads a further step for the records of this one",
  properties: {
    batch: size,
    parallel: { type: "integer", minimum: 1, maximum: 16, description: "Inner steps at a time" },
    vanished: { type: "array", items: status },
    problem: { ...expression, description: "What failed with an outer record; undefined when fine" },
    expected: { ...expression, description: "How many outer records there must be after `keep`" },
    steady: { ...path, description: "In an outer record: what must be the same when the list is read again" },
    step: { type: "object", properties: step, additionalProperties: false, $ref: "#/$defs/served" },
  },
  required: ["step"],
  additionalProperties: false,
};

const surface = {
  notServed: { ...text, description: "Why this surface cannot serve the source" },
  retention: { ...duration, description: "How long this surface keeps the data" },
  maxInterval: { ...duration, description: "Longest interval of one query; longer ones are split" },
  permissions: names,
  scopes: names,
  ...step,
};

/** JSON Schema (draft 2020-12) of a data source's `read:`, see `ReadDescription`. */
export const readSchema: JsonSchema = {
  type: "object",
  description: "How the source is read",
  properties: {
    surfaces: {
      type: "object",
      minProperties: 1,
      additionalProperties: {
        type: "object",
        properties: surface,
        additionalProperties: false,
        anyOf: [{ required: ["notServed"] }, { $ref: "#/$defs/served" }],
      },
    },
    interval: {
      type: "object",
      description: "Read over a time interval: parameters from, to, last and chunk",
      properties: { default: duration },
      additionalProperties: false,
    },
    ...surface,
  },
  additionalProperties: false,
  anyOf: [{ required: ["surfaces"] }, { $ref: "#/$defs/served" }],
  $defs: {
    request,
    paging,
    job,
    each,
    served: {
      description: "Something is asked: a request, a job with its answer, or something for each given record",
      anyOf: [{ required: ["request"] }, { required: ["job"] }, { required: ["given"] }],
    },
  },
};
