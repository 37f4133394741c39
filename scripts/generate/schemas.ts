import type { Registry } from "../../src/model/registry.ts";
import { publishedSchemas } from "../../src/policy/schemas/published-schemas.ts";

/** The JSON Schemas of all documents, for editors: text by path relative to the repository. */
export function schemaFiles(registry: Registry): Readonly<Record<string, string>> {
  const files = [...publishedSchemas(registry)].map(([name, schema]) => [
    `schemas/${name}`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return Object.fromEntries(files);
}
