import type { StatePlace } from "../../../model/collector.ts";
import type { Diagnostic } from "../../../model/diagnostic.ts";
import { isJsonObject } from "../../../model/json.ts";
import type { Registry } from "../../../model/registry.ts";
import { schemaDiagnostics } from "../../documents/schema-diagnostics.ts";
import { childOf, type MapNode, textOf, toJson } from "../../text/source-node.ts";

/** Resolves `state`. @returns undefined where nothing is said */
export function buildState(
  root: MapNode,
  { sinks }: Registry,
  diagnostics: Diagnostic[],
): StatePlace | undefined {
  const node = childOf(root, "state");
  const file = textOf(node);
  if (file !== undefined) return { file };
  const settings = childOf(node, "postgres");
  const schema = sinks.get("postgres")?.configSchema;
  if (settings === undefined || schema === undefined) return undefined;
  const config = toJson(settings);
  diagnostics.push(...schemaDiagnostics(schema, settings, "the state", config));
  return isJsonObject(config) ? { postgres: config } : undefined;
}
