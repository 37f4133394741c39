import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { DataSource } from "../../model/data-source.ts";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";

/** Where the descriptions are: beside this file, or where the build copies them (`dist/`, `dist/chunks/`). */
const folders = ["sources", "sources/genesyscloud", "../sources/genesyscloud"];
const suffix = ".source.yaml";

function findFolder(): string {
  const found = folders
    .map((folder) => join(import.meta.dirname, folder))
    .find((folder) => existsSync(join(folder, `flows${suffix}`)));
  if (found === undefined)
    throw new Error("The data sources of genesyscloud are not where they were installed.");
  return found;
}

let folder: string | undefined;

function sourceFolder(): string {
  folder ??= findFolder();
  return folder;
}

/** Full names of the built-in data sources, sorted. */
export function listSources(): readonly string[] {
  const files = readdirSync(sourceFolder()).filter((file) => file.endsWith(suffix));
  return files.map((file) => `genesyscloud.${file.slice(0, -suffix.length)}`).sort();
}

const loaded = new Map<string, DataSource>();

/**
 * Loads a built-in data source.
 *
 * @throws Error for a name that is not listed, and for a description that is not valid
 */
export function loadSource(name: string): DataSource {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  if (!listSources().includes(name)) throw new Error(`There is no data source ${name}.`);
  const file = join(sourceFolder(), `${name.slice("genesyscloud.".length)}${suffix}`);
  const source = sourceOf(parse(readFileSync(file, "utf8")), name);
  loaded.set(name, source);
  return source;
}

function sourceOf(document: unknown, name: string): DataSource {
  const { title, resource, read, parameters, schema, description, retention } = objectOf(document, name);
  const { type, id, name: resourceName } = objectOf(resource, name);
  return {
    name,
    provider: "genesyscloud",
    title: textOf(title, name),
    resource: {
      type: textOf(type, name),
      id: textOf(id, name),
      ...(resourceName === undefined ? {} : { name: textOf(resourceName, name) }),
    },
    parameters: objectOf(parameters ?? { type: "object", additionalProperties: false }, name),
    read: objectOf(read, name),
    ...(schema === undefined ? {} : { schema: objectOf(schema, name) satisfies JsonSchema }),
    ...(description === undefined ? {} : { description: textOf(description, name) }),
    ...(retention === undefined ? {} : { retention: textOf(retention, name) }),
  };
}

function objectOf(value: unknown, name: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new Error(`The description of ${name} is not valid.`);
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new Error(`The description of ${name} is not valid.`);
}
