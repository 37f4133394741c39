import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { DataSource } from "../../model/data-source.ts";
import { entityPathsOf } from "../../model/entity-paths.ts";
import { type EventMapping, eventMappingOf } from "../../model/event-mapping.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../model/json.ts";
import { vocabularyOf } from "../../model/vocabulary.ts";

/** Where the descriptions are: beside this file, or where the build copies them (`dist/`). */
const folders = ["sources", "sources/genesyscloud"];
const suffix = /\.source\.(?:yaml|json)$/;

function findFolder(): string {
  const found = folders
    .map((folder) => join(import.meta.dirname, folder))
    .find((folder) => existsSync(folder) && readdirSync(folder).some((file) => suffix.test(file)));
  if (found === undefined)
    throw new Error("The data sources of genesyscloud are not where they were installed.");
  return found;
}

let folder: string | undefined;

function sourceFolder(): string {
  folder ??= findFolder();
  return folder;
}

let files: ReadonlyMap<string, string> | undefined;

/** Files of the descriptions by the full name of their source, sorted. */
function sourceFiles(): ReadonlyMap<string, string> {
  files ??= new Map(
    readdirSync(sourceFolder())
      .filter((file) => suffix.test(file))
      .sort()
      .map((file) => [`genesyscloud.${file.replace(suffix, "")}`, file]),
  );
  return files;
}

/** Full names of the built-in data sources, sorted. */
export function listSources(): readonly string[] {
  return [...sourceFiles().keys()];
}

/** The build writes descriptions as JSON, which is read in a fraction of the time. @param name without its ending */
function readDescription(name: string): Json {
  const json = join(sourceFolder(), `${name}.json`);
  if (existsSync(json)) return JSON.parse(readFileSync(json, "utf8"));
  return parse(readFileSync(join(sourceFolder(), `${name}.yaml`), "utf8"));
}

const noParameters = { type: "object", additionalProperties: false };

const loaded = new Map<string, DataSource>();

/**
 * Loads a built-in data source.
 *
 * @throws Error for a name that is not listed, and for a description that is not valid
 */
export function loadSource(name: string): DataSource {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = sourceFiles().get(name);
  if (file === undefined) throw new Error(`There is no data source ${name}.`);
  const source = sourceOf(readDescription(file.replace(/\.[a-z]+$/, "")), name);
  loaded.set(name, source);
  return source;
}

function sourceOf(document: unknown, name: string): DataSource {
  const whole = objectOf(document, name);
  const { title, resource, read, parameters, schema, description, retention, event, vocabulary } = whole;
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
    parameters: withPageSize(objectOf(parameters ?? noParameters, name), read ?? null),
    read: objectOf(read, name),
    ...(schema === undefined ? {} : { schema: objectOf(schema, name) satisfies JsonSchema }),
    ...(description === undefined ? {} : { description: textOf(description, name) }),
    ...(event === undefined ? {} : { event: eventOf(objectOf(event, name), name) }),
    ...(vocabulary === undefined
      ? {}
      : { vocabulary: valid(vocabularyOf(objectOf(vocabulary, name)), name) }),
    ...(retention === undefined ? {} : { retention: textOf(retention, name) }),
  };
}

/** `entities` of a built-in source is the name of a file beside it, which several share. */
function eventOf(event: JsonObject, name: string): EventMapping {
  const { entities: shared, ...own } = event;
  if (shared === undefined) return valid(eventMappingOf(own), name);
  const entities = valid(entityPathsOf(readDescription(`${textOf(shared, name)}.entities`)), name);
  return { ...valid(eventMappingOf(own), name), entities };
}

/** Largest page size of any of the lists that are read. */
function largestPage(read: Json): number {
  if (Array.isArray(read)) return Math.max(0, ...read.map(largestPage));
  if (!isJsonObject(read)) return 0;
  const { paging } = read;
  const own = isJsonObject(paging) && typeof paging["max"] === "number" ? paging["max"] : 0;
  return Math.max(own, ...Object.values(read).map(largestPage));
}

/** Every source that is read in pages has the parameter `pageSize`. */
function withPageSize(parameters: JsonObject, read: Json): JsonObject {
  const maximum = largestPage(read);
  if (maximum === 0) return parameters;
  const pageSize = { type: "integer", minimum: 1, maximum, description: "Records per request" };
  const own = isJsonObject(parameters["properties"]) ? parameters["properties"] : {};
  return { ...parameters, properties: { ...own, pageSize } };
}

function valid<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new Error(`The description of ${name} is not valid.`);
}

function objectOf(value: unknown, name: string): JsonObject {
  return valid(isJsonObject(value) ? value : undefined, name);
}

function textOf(value: unknown, name: string): string {
  return valid(typeof value === "string" ? value : undefined, name);
}
