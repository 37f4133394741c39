import type { JsonSchema } from "../../model/json.ts";
import { entitiesSchema } from "./entities-schema.ts";
import { textSchema, versionSchema } from "./shared-schemas.ts";

/** Schema of `*.source.yaml`, without what belongs to one provider (`read`). */
export const sourceSchema: JsonSchema = {
  description: "A data source: a readable collection of a system, described as data.",
  type: "object",
  additionalProperties: false,
  required: ["bylaw", "source", "provider", "title", "resource", "read"],
  properties: {
    bylaw: versionSchema,
    source: {
      description:
        "Name that policies use: two words joined by a dot, the first of which is the system or provider.",
      type: "string",
      pattern: "^[a-z0-9][a-z0-9_-]*\\.[a-z0-9][a-z0-9_-]*$",
      "x-expected": "two words joined by a dot, e.g. tickets.open",
    },
    provider: { description: "Provider whose tenants serve it.", ...textSchema },
    title: { description: "What it holds, in a few words.", ...textSchema },
    description: { description: "Anything a policy author has to know.", ...textSchema },
    resource: {
      description: "How a record becomes a resource.",
      type: "object",
      additionalProperties: false,
      required: ["type", "id"],
      properties: {
        type: { description: "Kind of thing, e.g. ticket.", ...textSchema },
        id: {
          description: "JSONata expression for the id, unique within the type.",
          type: "string",
          format: "jsonata",
        },
        name: { description: "JSONata expression for the display name.", type: "string", format: "jsonata" },
      },
    },
    event: {
      description: "For records that are events: what exports and collectors go by.",
      type: "object",
      additionalProperties: false,
      required: ["at"],
      properties: {
        at: { description: "Path to when it happened.", ...textSchema },
        kind: {
          description: "Path to what it is about; else all are of the resource's type.",
          ...textSchema,
        },
        entities: entitiesSchema,
      },
    },
    vocabulary: {
      description: "Which values parameters may have, where the system lists them.",
      type: "object",
      additionalProperties: false,
      required: ["source", "fields"],
      properties: {
        source: { description: "Data source that lists them, one combination a record.", ...textSchema },
        fields: {
          description: "Parameter to field of that record.",
          type: "object",
          additionalProperties: textSchema,
        },
      },
    },
    parameters: { description: "JSON Schema of what a policy may give under with.", type: "object" },
    schema: {
      description:
        "JSON Schema of one record. With it, misspelt paths in expressions are found without any request.",
      type: "object",
    },
    permissions: { description: "Permissions that reading it needs.", type: "array", items: textSchema },
    scopes: { description: "OAuth scopes that reading it needs.", type: "array", items: textSchema },
    retention: { description: "How long the system keeps the data.", type: "string", format: "duration" },
    read: {
      description: "How to read it: requests and paging. The provider says what is allowed here.",
      type: "object",
    },
  },
};
