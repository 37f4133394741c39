import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/**
 * A text that is one `{{ }}`: it stands for a value of any type. It has no description of its own, because
 * editors would show that instead of the option's.
 */
export const templateSchema: JsonObject = {
  type: "string",
  pattern: "\\{\\{[\\s\\S]*\\}\\}",
  "x-expected": "a template such as {{ $var.name }}",
};

/** Words about a value; they belong to all of its forms. */
const annotations = ["title", "description", "default", "examples", "deprecated", "markdownDescription"];

/** Keywords whose values are schemas by name, lists of schemas, and schemas. */
const maps = ["properties", "patternProperties", "$defs", "dependentSchemas"];
const alternatives = ["allOf", "anyOf", "oneOf"];
const parts = ["then", "else"];

/**
 * A schema of options, moved to a place in a larger schema, in which every value may be a `{{ }}` template
 * as well: the loader resolves templates before it validates.
 *
 * @param at JSON Pointer of the new place: `#/$defs/…`
 * @param template reference to `templateSchema`
 */
export function templatedSchema(schema: JsonObject, at: string, template: string): JsonObject {
  const inner = (part: Json): Json => (isJsonObject(part) ? within(part) : part);
  const value = (part: Json): Json => {
    if (!isJsonObject(part)) return part;
    return acceptsTemplates(part) ? within(part) : withTemplate(within(part), template);
  };
  function within(part: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(part).map(([keyword, content]): [string, Json] => {
        if (keyword === "$ref" && typeof content === "string") return [keyword, content.replace(/^#/, at)];
        if (keyword === "$defs" && isJsonObject(content)) return [keyword, mapValues(content, inner)];
        if (maps.includes(keyword) && isJsonObject(content)) return [keyword, mapValues(content, value)];
        if ((alternatives.includes(keyword) || keyword === "prefixItems") && Array.isArray(content)) {
          return [keyword, content.map(keyword === "prefixItems" ? value : inner)];
        }
        if (keyword === "items" || keyword === "additionalProperties") return [keyword, value(content)];
        if (parts.includes(keyword)) return [keyword, inner(content)];
        return [keyword, content];
      }),
    );
  }
  const { $id: _id, $schema: _schema, ...rest } = schema;
  return within(rest);
}

/** Free text, expressions and names are text whatever they hold. */
function acceptsTemplates(schema: JsonObject): boolean {
  const free = ["jsonata", "dataset", undefined];
  const constrained = ["pattern", "enum", "const", "maxLength", "anyOf", "oneOf", "$ref"].some(
    (key) => key in schema,
  );
  return schema["type"] === "string" && !constrained && free.includes(stringOf(schema["format"]));
}

function withTemplate(schema: JsonObject, template: string): JsonObject {
  const entries = Object.entries(schema);
  return {
    ...Object.fromEntries(entries.filter(([key]) => annotations.includes(key))),
    anyOf: [Object.fromEntries(entries.filter(([key]) => !annotations.includes(key))), { $ref: template }],
  };
}

function mapValues(map: JsonObject, change: (part: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, part]) => [key, change(part)]));
}

function stringOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
