import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../model/json.ts";
import type { Registry } from "../../model/registry.ts";
import type { Sink } from "../../model/sink.ts";
import { collectorSchema, openSinkSchema } from "./collector-schema.ts";
import { knownNames } from "./editor-choice.ts";
import { relocatedSchema } from "./relocated-schema.ts";

const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Settings of a kind of sink, with the kind itself. */
function settingsOf({ name, configSchema }: Sink): JsonObject {
  const settings = relocatedSchema(configSchema, `#/$defs/sink-${name}`);
  return { ...settings, properties: { to: { const: name }, ...object(settings["properties"]) } };
}

/** Where the state may be, with the settings of the store for PostgreSQL. */
function stateChoice(state: Json | undefined): JsonObject {
  const [file, postgres] = [object(state)["anyOf"]].flat();
  const properties = object(object(postgres)["properties"]);
  const settings = { ...object(properties["postgres"]), $ref: "#/$defs/sink-postgres" };
  return {
    ...object(state),
    anyOf: [object(file), { ...object(postgres), properties: { postgres: settings } }],
  };
}

/** Schema of `*.collector.yaml` for editors: with the sources that have events and the settings of every sink. */
export function editorCollectorSchema(registry: Registry): JsonSchema {
  const sinks = [...registry.sinks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sources = [...registry.providers.values()]
    .flatMap((provider) => provider.sourceNames.map((name) => provider.source(name)))
    .filter(({ event }) => event !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const properties = object(collectorSchema["properties"]);
  const kind = object(object(openSinkSchema["properties"])["to"]);
  const kinds = sinks.map(({ name }) => ({ name, description: `Settings of the sink ${name}.` }));
  const named = sources.map(({ name, title }) => ({ name, description: title }));
  return {
    ...collectorSchema,
    properties: {
      ...properties,
      source: {
        ...object(properties["source"]),
        ...knownNames(named, "A source of the project or of a plug-in."),
      },
      state: stateChoice(properties["state"]),
      sinks: {
        ...object(properties["sinks"]),
        additionalProperties: {
          ...openSinkSchema,
          properties: { to: { ...kind, ...knownNames(kinds, "A sink that a plug-in adds.") } },
          allOf: sinks.map(({ name }) => ({
            if: { required: ["to"], properties: { to: { const: name } } },
            then: { $ref: `#/$defs/sink-${name}` },
          })),
        },
      },
    },
    $defs: Object.fromEntries(
      sinks.map((sink): [string, JsonObject] => [`sink-${sink.name}`, settingsOf(sink)]),
    ),
  };
}
