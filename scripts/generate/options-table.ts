import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../src/model/json.ts";

/** One row of an options table. */
interface OptionRow {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly fallback: string;
  readonly description: string;
}

/** A table (Markdown) of the options of a schema. */
export function optionsTable(title: string, schema: JsonSchema): readonly string[] {
  return [
    `| ${title} | Type | Default | Meaning |`,
    "|---|---|---|---|",
    ...rowsOf(schema, "").map(
      ({ name, type, required, fallback, description }) =>
        `| \`${name}\` | ${cell(type)} | ${required ? "required" : cell(fallback)} | ${cell(description)} |`,
    ),
  ];
}

/** Options and, after each, the ones inside it: `windows`, `windows[].days`. */
function rowsOf(schema: JsonObject, prefix: string): readonly OptionRow[] {
  const properties = schema["properties"];
  const required = schema["required"];
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).flatMap(([key, property]) => {
    if (!isJsonObject(property)) return [];
    const name = `${prefix}${key}`;
    const items = property["items"];
    const inner = isJsonObject(items) ? rowsOf(items, `${name}[].`) : [];
    const row = {
      name,
      type: typeOf(property),
      required: Array.isArray(required) && required.includes(key),
      fallback: property["default"] === undefined ? "" : `\`${plain(property["default"])}\``,
      description: typeof property["description"] === "string" ? property["description"] : "",
    };
    return [row, ...inner];
  });
}

const formats: Readonly<Record<string, string>> = {
  jsonata: "expression",
  dataset: "dataset",
  duration: "duration",
  timestamp: "timestamp",
  regex: "regular expression",
};

/** The schema of a secret: it names an environment variable. */
function isSecret({ properties }: JsonObject): boolean {
  return isJsonObject(properties) && Object.keys(properties).join() === "env";
}

function typeOf(schema: JsonObject): string {
  if (isSecret(schema)) return "`{ env: NAME }`";
  const { enum: values, anyOf, type, format, items, additionalProperties } = schema;
  if (Array.isArray(values)) return values.map((value: Json) => `\`${plain(value)}\``).join(", ");
  if (Array.isArray(anyOf)) return anyOf.filter(isJsonObject).map(typeOf).join(" or ");
  if (type === "array") return isJsonObject(items) ? `list of ${typeOf(items)}` : "list";
  if (type === "object" && isJsonObject(additionalProperties))
    return `name → ${typeOf(additionalProperties)}`;
  if (typeof format === "string") return formatName(format, schema["x-dataset"]);
  if (Array.isArray(type)) return type.join(" or ");
  return type === "string" ? "text" : String(type);
}

function formatName(format: string, dataset: Json | undefined): string {
  const name = formats[format] ?? format;
  return typeof dataset === "string" ? `${name} over \`${dataset}\`` : name;
}

function plain(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Text as it may stand in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
