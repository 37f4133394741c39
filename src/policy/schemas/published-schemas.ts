import type { JsonSchema } from "../../model/json.ts";
import type { Registry } from "../../model/registry.ts";
import { editorCollectorSchema } from "./editor-collector-schema.ts";
import { editorConfigSchema } from "./editor-config-schema.ts";
import { editorPolicySchema } from "./editor-policy-schema.ts";
import { editorSourceSchema } from "./editor-source-schema.ts";
import { publishedSchema } from "./shared-schemas.ts";
import { waiversSchema } from "./waivers-schema.ts";

/** The JSON Schemas for editors by file name, with everything a registry holds. */
export function publishedSchemas(registry: Registry): ReadonlyMap<string, JsonSchema> {
  const documents: readonly (readonly [string, string, JsonSchema])[] = [
    ["bylaw", "bylaw project", editorConfigSchema(registry)],
    ["collector", "bylaw collector", editorCollectorSchema(registry)],
    ["policy", "bylaw policy", editorPolicySchema(registry)],
    ["source", "bylaw data source", editorSourceSchema(registry)],
    ["waivers", "bylaw waivers", waiversSchema],
  ];
  return new Map(
    documents.map(([name, title, schema]) => [`${name}.schema.json`, publishedSchema(name, title, schema)]),
  );
}
