import type { JsonSchema } from "../src/model/json.ts";
import { builtInRegistry } from "../src/plugins/built-in-registry.ts";
import { collectorSchema } from "../src/policy/schemas/collector-schema.ts";
import { configSchema, openTenantSchema } from "../src/policy/schemas/config-schema.ts";
import { openPolicyParts, policySchema } from "../src/policy/schemas/policy-schema.ts";
import { sourceSchema } from "../src/policy/schemas/source-schema.ts";
import { waiversSchema } from "../src/policy/schemas/waivers-schema.ts";

/** Every schema that documents are validated with when no plug-in is loaded. */
export function builtInSchemas(): readonly JsonSchema[] {
  const { checks, providers } = builtInRegistry();
  return [
    configSchema(openTenantSchema),
    policySchema(openPolicyParts),
    sourceSchema,
    collectorSchema,
    waiversSchema,
    ...[...checks.values()].map((check) => check.optionsSchema),
    ...[...providers.values()].flatMap((provider) => [
      provider.configSchema,
      ...provider.sourceNames.map((name) => provider.source(name).parameters),
    ]),
  ];
}
