import type { DataSource } from "../../model/data-source.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { eventMappingOf } from "../../model/event-mapping.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { vocabularyOf } from "../../model/vocabulary.ts";
import { sourceSchema } from "../schemas/source-schema.ts";
import { diagnoseKey } from "../text/diagnose.ts";
import type { ParsedText } from "../text/parse-text.ts";
import { childOf, type MapNode, type SourceNode, textOf, toJson } from "../text/source-node.ts";
import { schemaFault } from "../validation/compiled-schema.ts";
import { readDocument } from "./read-document.ts";

/** A data source with the document it was read from. */
export interface ReadSource {
  readonly source: DataSource;
  readonly node: MapNode;
}

/** Parameters of a data source that takes none. */
const noParameters: JsonObject = { type: "object", additionalProperties: false };

/** Reads `*.source.yaml`. What stands under `read` is for the provider to judge. */
export function readSource(parsed: ParsedText): {
  readonly read?: ReadSource;
  /** Its name, also where it cannot be used. */
  readonly name?: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const document = readDocument(parsed, sourceSchema, "the data source");
  if (document.root === undefined) return document;
  const diagnostics = [...document.diagnostics];
  for (const key of ["parameters", "schema"])
    diagnostics.push(...schemaProblem(childOf(document.root, key), key));
  const name = textOf(childOf(document.root, "source"));
  const named = name === undefined ? {} : { name };
  const source = diagnostics.length === 0 ? sourceOf(document.root) : undefined;
  if (source === undefined) return { ...named, diagnostics };
  return { ...named, read: { source, node: document.root }, diagnostics };
}

function schemaProblem(node: SourceNode | undefined, key: string): readonly Diagnostic[] {
  const schema = node === undefined ? undefined : toJson(node);
  if (node === undefined || !isJsonObject(schema)) return [];
  const fault = schemaFault(schema);
  if (fault === undefined) return [];
  return [diagnoseKey(node, { code: "invalid-schema", summary: `"${key}" cannot be used: ${fault}.` })];
}

function sourceOf(root: MapNode): DataSource | undefined {
  const text = (key: string) => textOf(childOf(root, key));
  const name = text("source");
  const provider = text("provider");
  const title = text("title");
  const resource = childOf(root, "resource");
  const type = textOf(childOf(resource, "type"));
  const id = textOf(childOf(resource, "id"));
  const resourceName = textOf(childOf(resource, "name"));
  if (name === undefined || provider === undefined || title === undefined) return undefined;
  if (type === undefined || id === undefined) return undefined;
  const description = text("description");
  const event = eventMappingOf(objectOf(childOf(root, "event")) ?? {});
  const vocabulary = vocabularyOf(objectOf(childOf(root, "vocabulary")) ?? {});
  const retention = text("retention");
  const schema = objectOf(childOf(root, "schema"));
  const read = objectOf(childOf(root, "read"));
  const permissions = textsOf(childOf(root, "permissions"));
  const scopes = textsOf(childOf(root, "scopes"));
  return {
    name,
    provider,
    title,
    ...(description === undefined ? {} : { description }),
    resource: { type, id, ...(resourceName === undefined ? {} : { name: resourceName }) },
    ...(event === undefined ? {} : { event }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    parameters: objectOf(childOf(root, "parameters")) ?? noParameters,
    ...(schema === undefined ? {} : { schema }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(retention === undefined ? {} : { retention }),
    ...(read === undefined ? {} : { read }),
  };
}

function objectOf(node: SourceNode | undefined): JsonObject | undefined {
  const json: Json | undefined = node === undefined ? undefined : toJson(node);
  return isJsonObject(json) ? json : undefined;
}

function textsOf(node: SourceNode | undefined): readonly string[] | undefined {
  if (node?.kind !== "list") return undefined;
  return node.items.map(textOf).filter((text) => text !== undefined);
}
