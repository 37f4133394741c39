import type { DataSource } from "../../src/model/data-source.ts";
import { isJsonObject, type JsonSchema } from "../../src/model/json.ts";

/** The page about built-in data sources (Markdown), written from their descriptions. */
export function dataSourcesDocs(sources: readonly DataSource[]): string {
  return [
    "# Data sources",
    "",
    "<!-- Generated from the descriptions by `npm run generate`. Do not edit. -->",
    "",
    "A policy names a data source under `data` and gives it parameters under `with`. Any REST API can be added",
    "without code by a `*.source.yaml` in the same format.",
    "",
    "| Data source | What it reads |",
    "|---|---|",
    ...sources.map(
      ({ name, title }) => `| [${name}](#${name.replaceAll(/[^a-z0-9_-]/g, "")}) | ${cell(title)} |`,
    ),
    "",
    ...sources.flatMap(section),
  ].join("\n");
}

function section(source: DataSource): readonly string[] {
  const facts = [
    `Resource type \`${source.resource.type}\`, id \`${source.resource.id}\``,
    ...(source.permissions === undefined ? [] : [`Permissions: ${list(source.permissions)}`]),
    ...(source.scopes === undefined ? [] : [`Scopes: ${list(source.scopes)}`]),
    ...(source.retention === undefined ? [] : [`Kept by the system for \`${source.retention}\``]),
  ];
  return [
    `## ${source.name}`,
    "",
    `${source.title}.`,
    "",
    ...(source.description === undefined ? [] : [source.description.trim(), ""]),
    ...facts.map((fact) => `- ${fact}`),
    "",
    ...table("Parameter", source.parameters),
    ...(source.schema === undefined ? [] : table("Field", source.schema)),
  ];
}

function table(title: string, schema: JsonSchema): readonly string[] {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  if (Object.keys(properties).length === 0) return [];
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const rows = Object.entries(properties).map(([name, property]) => {
    const { type, enum: values, description } = isJsonObject(property) ? property : {};
    const kind = Array.isArray(values)
      ? values.map(String).join(", ")
      : Array.isArray(type)
        ? type.join(" or ")
        : (type ?? "");
    const must = required.includes(name) ? " (required)" : "";
    return `| \`${name}\`${must} | ${cell(String(kind))} | ${cell(typeof description === "string" ? description : "")} |`;
  });
  return [`| ${title} | Type | Meaning |`, "|---|---|---|", ...rows, ""];
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function cell(value: string): string {
  return value.replaceAll("|", "\\|").replaceAll("\n", " ");
}
