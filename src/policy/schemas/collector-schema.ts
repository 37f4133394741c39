import type { JsonObject, JsonSchema } from "../../model/json.ts";
import { nameSchema, namesSchema, textSchema, versionSchema } from "./shared-schemas.ts";

const expression: JsonObject = { type: "string", format: "jsonata" };

/** A sink without what belongs to its kind. */
export const openSinkSchema: JsonObject = {
  description: "A place that events are delivered to: its kind, and the settings of that kind.",
  type: "object",
  required: ["to"],
  properties: { to: { description: "Kind of sink, e.g. ndjson.", ...textSchema } },
};

const routeSchema: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["to"],
  properties: {
    when: { description: "JSONata over the event; absent: every event.", ...expression },
    to: { description: "Names of sinks.", type: "array", minItems: 1, items: nameSchema },
  },
};

const stateSchema: JsonObject = {
  description:
    "Where the collector keeps what it remembers: a SQLite file (.bylaw/collectors/NAME.db unless given), or PostgreSQL.",
  anyOf: [
    textSchema,
    {
      type: "object",
      additionalProperties: false,
      required: ["postgres"],
      properties: {
        postgres: { description: "Settings as those of the sink postgres.", type: "object" },
      },
    },
  ],
};

/** Schema of `*.collector.yaml`, without what belongs to a source (`with`) and to kinds of sinks. */
export const collectorSchema: JsonSchema = {
  description: "A collector: carries the events of a data source to sinks and loses none.",
  type: "object",
  additionalProperties: false,
  required: ["bylaw", "collector", "title", "source", "sinks"],
  properties: {
    bylaw: versionSchema,
    collector: { description: "Name of the collector.", ...nameSchema },
    title: { description: "What it is for, in a few words.", ...textSchema },
    source: { description: "Data source whose records are events.", ...textSchema },
    tenant: { description: "Tenant to read; needed where several serve the source.", ...nameSchema },
    with: { description: "Parameters of the source, without an interval.", type: "object" },
    every: { description: "Time from one poll to the next; PT1M.", type: "string", format: "duration" },
    overlap: {
      description: "How much before the last acknowledged instant is read again, for late events; PT15M.",
      type: "string",
      format: "duration",
    },
    where: { description: "JSONata: only events for which it is true are delivered.", ...expression },
    map: {
      description: "Preset (audit-rows, cim, ecs, ocsf), file that ends with .jsonata, or JSONata.",
      ...textSchema,
    },
    fields: {
      description: "Only these fields of each row.",
      type: "array",
      minItems: 1,
      items: textSchema,
    },
    schemas: {
      description: "JSON Schema by kind of event; what does not fit becomes a dead letter.",
      type: "object",
      additionalProperties: { type: "object", format: "json-schema" },
    },
    sinks: {
      description: "Where events go, by name.",
      type: "object",
      minProperties: 1,
      propertyNames: namesSchema,
      additionalProperties: openSinkSchema,
    },
    routes: {
      description: "Which events go to which sinks: the first route that fits. Absent: all go to all.",
      type: "array",
      minItems: 1,
      items: routeSchema,
    },
    state: stateSchema,
  },
};
