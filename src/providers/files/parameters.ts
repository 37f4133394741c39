import type { JsonSchema } from "../../model/json.ts";

/** `with:` of every data source over a file. */
export const fileParameters: JsonSchema = {
  type: "object",
  required: ["path"],
  additionalProperties: false,
  properties: {
    path: {
      type: "string",
      minLength: 1,
      description: "File, relative to the project folder; it cannot lie outside.",
    },
    at: {
      type: "string",
      minLength: 1,
      format: "jsonata",
      description: "Expression that yields the list of records, when they are not the whole document.",
    },
    id: {
      type: "string",
      minLength: 1,
      format: "jsonata",
      default: "id",
      description: "Expression that yields a record's id.",
    },
    name: {
      type: "string",
      minLength: 1,
      format: "jsonata",
      description: "Expression that yields a record's display name.",
    },
    type: {
      type: "string",
      pattern: "^[a-z][a-z0-9-]*$",
      default: "record",
      description: "What kind of thing a record is.",
    },
    schema: {
      type: "object",
      description: "JSON Schema of a record; paths in expressions are checked against it.",
    },
  },
};
