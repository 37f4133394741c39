import type { Check } from "../../src/model/check.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/model/json.ts";

/** One row of an options table. */
interface OptionRow {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly fallback: string;
  readonly description: string;
}

/** The page about checks (Markdown), written from what each check says of itself. */
export function checksDocs(checks: readonly Check[]): string {
  const sorted = [...checks].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    "# Checks",
    "",
    "<!-- Generated from src/checks by `npm run generate`. Do not edit. -->",
    "",
    "A rule names a check and gives it options under `with`. Each option is validated when the policy is loaded.",
    "An expression is JSONata over the judged record, or over the records of the dataset that its table names.",
    "A field that an expression does not find is never a pass: the rule's `onMissing` says what becomes of the record",
    "(`error` when it says nothing).",
    "",
    "| Check | Summary |",
    "|---|---|",
    ...sorted.map(({ name, summary }) => `| [${name}](#${name}) | ${cell(summary)} |`),
    "",
    ...sorted.flatMap(section),
  ].join("\n");
}

function section(check: Check): readonly string[] {
  return [
    `## ${check.name}`,
    "",
    `${check.summary}.`,
    "",
    check.description,
    "",
    "| Option | Type | Default | Meaning |",
    "|---|---|---|---|",
    ...rowsOf(check.optionsSchema, "").map(
      ({ name, type, required, fallback, description }) =>
        `| \`${name}\` | ${cell(type)} | ${required ? "required" : cell(fallback)} | ${cell(description)} |`,
    ),
    "",
    "```yaml",
    check.example,
    "```",
    "",
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

function typeOf(schema: JsonObject): string {
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

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
