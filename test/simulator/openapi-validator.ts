import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { Body } from "./client.ts";

/** Judges an answer: what is wrong with it, empty when nothing is. */
export interface AnswerCheck {
  (method: string, template: string, status: number, body: Body): string[];
  /** Judges any value by a schema of the definition. */
  schema(what: string, schema: Body, value: Body): string[];
}

/** True where the definition says "object" and means any value, as the cells of data tables show. */
function meansAnything(schema: Body): boolean {
  return schema?.type === "object" && Object.keys(schema).length === 1;
}

/** Closes every object schema that lists its properties, so that an invented field is an error too. */
function closed(schema: Body): Body {
  if (Array.isArray(schema)) return schema.map(closed);
  // The definition calls the list of search results an object without properties.
  if (schema?.$ref === "#/definitions/ArrayNode") return { type: "array" };
  if (typeof schema !== "object" || schema === null) return schema;
  // Swagger 2.0 has these two as booleans, which JSON Schema no longer has; no answer here depends on them.
  const entries = Object.entries(schema).filter(
    ([key, value]) => !/^exclusive/.test(key) || typeof value !== "boolean",
  );
  const copy = Object.fromEntries(entries.map(([key, value]) => [key, closed(value)]));
  if (meansAnything(schema.additionalProperties)) copy["additionalProperties"] = true;
  const isObject = copy["type"] === "object" && typeof copy["properties"] === "object";
  return isObject && copy["additionalProperties"] === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}

/** Compiles the response schemas of a Swagger 2.0 document on demand. */
export function createAnswerCheck(swagger: Body): AnswerCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  formats.default(ajv);
  ajv.addFormat("uri", true);
  ajv.addFormat("interval", true);
  ajv.addFormat("local-date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?$/);
  ajv.addFormat("local-time", true);
  ajv.addSchema({ $id: "api", definitions: closed(swagger.definitions) });
  const judge = (what: string, schema: Body, value: Body): string[] => {
    const validate = ajv.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/', '"api#/')));
    validate(value);
    return (validate.errors ?? []).map((error) => `${what} ${error.instancePath} ${error.message}`);
  };
  const answers = (method: string, template: string, status: number, body: Body): string[] => {
    const operation = swagger.paths[template]?.[method.toLowerCase()];
    if (operation === undefined) return [`${method} ${template} is not in the definition`];
    const schema = operation.responses[status]?.schema;
    if (schema === undefined) return [`${method} ${template} does not answer ${status}`];
    return judge(`${method} ${template} ${status}`, schema, body);
  };
  return Object.assign(answers, { schema: judge });
}
