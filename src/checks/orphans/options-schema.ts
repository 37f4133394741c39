import type { JsonSchema } from "../../model/json.ts";

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
