import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";
import type { Provider } from "../../model/provider.ts";
import type { Registry } from "../../model/registry.ts";
import { configSchema, openTenantSchema } from "./config-schema.ts";
import { knownNames } from "./editor-choice.ts";
import { relocatedSchema } from "./relocated-schema.ts";

/** Schema of `bylaw.yaml` for editors: with the configuration of every provider. */
export function editorConfigSchema(registry: Registry): JsonSchema {
  const providers = [...registry.providers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const webhook = registry.sinks.get("webhook")?.configSchema ?? {};
  const description = "Where each record of the log is copied to, one request a record.";
  return {
    ...configSchema(tenantSchema(providers), { description, $ref: "#/$defs/audit-webhook" }),
    $defs: {
      ...Object.fromEntries(providers.map((provider) => [definition(provider), tenantOf(provider)])),
      "audit-webhook": relocatedSchema(webhook, "#/$defs/audit-webhook"),
    },
  };
}

function tenantSchema(providers: readonly Provider[]): JsonObject {
  const named = providers.map(({ name }) => ({
    name,
    description: `A tenant that the provider ${name} reads.`,
  }));
  const properties = isJsonObject(openTenantSchema["properties"]) ? openTenantSchema["properties"] : {};
  const provider = isJsonObject(properties["provider"]) ? properties["provider"] : {};
  return {
    ...openTenantSchema,
    properties: { provider: { ...provider, ...knownNames(named, "A provider that a plug-in adds.") } },
    allOf: providers.map((each) => ({
      if: { required: ["provider"], properties: { provider: { const: each.name } } },
      then: { $ref: `#/$defs/${definition(each)}` },
    })),
  };
}

/** The provider's own schema knows nothing of the key that chose it. */
function tenantOf(provider: Provider): JsonObject {
  const schema = relocatedSchema(provider.configSchema, `#/$defs/${definition(provider)}`);
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return { ...schema, properties: { provider: { const: provider.name }, ...properties } };
}

function definition({ name }: Provider): string {
  return `tenant-${name}`;
}
