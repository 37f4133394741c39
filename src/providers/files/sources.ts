import type { DataSource } from "../../model/data-source.ts";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";

/** Kinds of files, each a data source. */
const formats = ["csv", "json", "ndjson", "yaml"] as const;
export type Format = (typeof formats)[number];

const titles: Readonly<Record<Format, string>> = {
  csv: "Rows of a CSV file with a header; every value is text, an empty one is missing",
  json: "Records of a JSON file",
  ndjson: "Records of a file with one JSON object a line",
  yaml: "Records of a YAML file",
};

const at = {
  type: "string",
  minLength: 1,
  format: "jsonata",
  description: "Expression for the list of records; default: the document is the list",
};

function parameters(format: Format): JsonSchema {
  return {
    type: "object",
    properties: {
      path: { type: "string", minLength: 1, description: "File, relative to the project folder" },
      ...(format === "json" || format === "yaml" ? { at } : {}),
      id: { type: "string", format: "jsonata", default: "id", description: "Expression for a record's id" },
      name: { type: "string", format: "jsonata", description: "Expression for a record's display name" },
      type: {
        type: "string",
        pattern: "^[a-z][a-z0-9-]*$",
        default: "record",
        description: "Kind of thing that a record is",
      },
      schema: {
        type: "object",
        format: "json-schema",
        description: "JSON Schema of a record; expressions are checked against it",
      },
    },
    required: ["path"],
    additionalProperties: false,
  };
}

/** Full names, sorted. */
export const sourceNames: readonly string[] = formats.map((format) => `files.${format}`);

/** @throws Error for a name that is not listed */
export function loadSource(name: string): DataSource {
  const format = formatOf(name);
  if (format === undefined) throw new Error(`There is no data source ${name}.`);
  return {
    name,
    provider: "files",
    title: titles[format],
    resource: { type: "record", id: "id" },
    parameters: parameters(format),
  };
}

/** Format that a source of this provider reads. */
export function formatOf(name: string): Format | undefined {
  return formats.find((format) => name === `files.${format}`);
}

/** The source with the mapping and the schema that its parameters give. */
export function sourceFor(source: DataSource, { id, name, type, schema }: JsonObject): DataSource {
  const text = (value: unknown, fallback: string) => (typeof value === "string" ? value : fallback);
  return {
    ...source,
    resource: {
      type: text(type, source.resource.type),
      id: text(id, source.resource.id),
      ...(typeof name === "string" ? { name } : {}),
    },
    ...(isJsonObject(schema) ? { schema } : {}),
  };
}
