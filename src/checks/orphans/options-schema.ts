import type { JsonSchema } from "../../model/json.ts";
import { factDefaults } from "./facts.ts";

const dataset = { type: "string", format: "dataset" };

function idsIn(description: string): JsonSchema {
  return { description, type: "string", minLength: 1, format: "jsonata", "x-dataset": "from" };
}

const referenceSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["from", "at"],
  properties: {
    from: {
      ...dataset,
      description:
        "Dataset whose records refer to resources. The judged one: counts when the record is used itself.",
    },
    at: idsIn("Expression that yields the id or ids referred to; nothing where there are none."),
  },
};

const edgeSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["from", "source", "target"],
  properties: {
    from: { ...dataset, description: "Dataset whose records are, or list, the uses." },
    source: idsIn("Expression that yields the id of the user."),
    target: idsIn("Expression that yields the id or ids used."),
  },
};

const entryPointSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["from"],
  properties: {
    from: { ...dataset, description: "Dataset that has them." },
    at: {
      ...idsIn("Expression that yields the id or ids; nothing for records that are no entry point."),
      default: "id",
    },
  },
};

const versionsSchema: JsonSchema = {
  description: "Published versions. An unreferenced resource that has several is flagged, and no orphan.",
  type: "object",
  additionalProperties: false,
  required: ["from"],
  properties: {
    from: { ...dataset, description: "Dataset that has the versions, or says how many there are." },
    at: { ...idsIn("Expression that yields the id of the resource."), default: "id" },
    count: {
      ...idsIn("Expression that yields how many published versions a record stands for; one if absent."),
    },
  },
};

function fact(description: string, name: keyof typeof factDefaults): JsonSchema {
  return { description, type: "string", minLength: 1, format: "jsonata", default: factDefaults[name] };
}

const factsSchema: JsonSchema = {
  description: "Where the facts of an orphan are that its finding and the orphan report tell.",
  type: "object",
  additionalProperties: false,
  properties: {
    type: fact("Expression that yields its type.", "type"),
    lastModified: fact("Expression that yields when it was changed.", "lastModified"),
    modifiedBy: fact("Expression that yields who changed it, as an id.", "modifiedBy"),
    isPublished: fact("Expression that yields whether it is published.", "isPublished"),
  },
};

/** Schema of the options of `orphans`. */
export const orphansOptionsSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  anyOf: [{ required: ["references"] }, { required: ["entryPoints"] }],
  properties: {
    references: {
      description: "Where resources are referred to. What a record of another dataset refers to is used.",
      type: "array",
      minItems: 1,
      items: referenceSchema,
    },
    edges: {
      description: "Uses of one resource by another. They count only when the user is used itself.",
      type: "array",
      minItems: 1,
      items: edgeSchema,
    },
    entryPoints: {
      description: "Ids that are in use by themselves: sources of `edges`, or judged resources.",
      type: "array",
      minItems: 1,
      items: entryPointSchema,
    },
    versions: versionsSchema,
    inventory: {
      ...dataset,
      description:
        "Dataset with every resource of the judged kind, to list references to ids that are not in it; `id` holds there too.",
    },
    facts: factsSchema,
    listReferences: {
      description: "List used resources too, and with each resource who refers to it: what diagrams need.",
      type: "boolean",
      default: false,
    },
    id: {
      description: "Expression that yields the id of a judged record.",
      type: "string",
      minLength: 1,
      format: "jsonata",
      default: "id",
    },
    allow: {
      description: "Number of orphans that are tolerated. One more, and all of them fail.",
      type: "integer",
      minimum: 0,
      default: 0,
    },
    olderThan: {
      description: "Age that an unreferenced resource must have before it counts, e.g. `P90D`.",
      type: "string",
      format: "duration",
    },
    at: {
      description: "Expression that yields the timestamp from which `olderThan` counts.",
      type: "string",
      minLength: 1,
      format: "jsonata",
      default: "publishedAt",
    },
    exclude: {
      description: "Expression that is true for resources which may be unreferenced.",
      type: "string",
      minLength: 1,
      format: "jsonata",
    },
  },
};
