import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";
import type { Registry } from "../../model/registry.ts";
import { knownNames, when } from "./editor-choice.ts";
import { relocatedSchema } from "./relocated-schema.ts";
import { sourceSchema } from "./source-schema.ts";

/** Schema of `*.source.yaml` for editors: with what each provider allows under `read`. */
export function editorSourceSchema(registry: Registry): JsonSchema {
  const providers = [...registry.providers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const readable = providers.flatMap(({ name, readSchema }) =>
    readSchema === undefined ? [] : [{ name, readSchema }],
  );
  const named = readable.map(({ name }) => ({ name, description: `Read by the provider ${name}.` }));
  const properties = isJsonObject(sourceSchema["properties"]) ? sourceSchema["properties"] : {};
  const provider = isJsonObject(properties["provider"]) ? properties["provider"] : {};
  return {
    ...sourceSchema,
    properties: {
      ...properties,
      provider: { ...provider, ...knownNames(named, "A provider that a plug-in adds.") },
    },
    allOf: readable.map(({ name }) => when("provider", name, { read: { $ref: `#/$defs/read-${name}` } })),
    $defs: Object.fromEntries(
      readable.map(({ name, readSchema }): [string, JsonObject] => [
        `read-${name}`,
        relocatedSchema(readSchema, `#/$defs/read-${name}`),
      ]),
    ),
  };
}
