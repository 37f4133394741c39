import type { JsonObject, JsonSchema } from "../../model/json.ts";
import { severities } from "../../model/severity.ts";

/** Names of policies, rules, datasets, variables and tenants. */
const namePattern = "^[a-z0-9][a-z0-9_-]*$";

const nameWords = "a lower-case letter or digit, then lower-case letters, digits, - and _";

/** Schema of a value that is such a name. */
export const nameSchema: JsonObject = { type: "string", pattern: namePattern, "x-expected": nameWords };

/** Schema of the keys of a map of named things. */
export const namesSchema: JsonObject = { pattern: namePattern };

/** Text that says something. */
export const textSchema: JsonObject = {
  type: "string",
  pattern: "\\S",
  "x-expected": "text that is not blank",
};

/** `bylaw: 1`, first in every document. */
export const versionSchema: JsonObject = {
  description: "Version of the document format. Always 1.",
  const: 1,
};

/** Severity names, heaviest first. */
export const severitySchema: JsonObject = { type: "string", enum: [...severities] };

/** Wraps a schema as a document that editors can refer to. */
export function publishedSchema(name: string, title: string, schema: JsonSchema): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://bylaw.dev/schemas/${name}.schema.json`,
    title,
    ...schema,
  };
}
