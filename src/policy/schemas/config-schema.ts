import type { JsonObject, JsonSchema } from "../../model/json.ts";
import { entitiesSchema } from "./entities-schema.ts";
import { namesSchema, severitySchema, textSchema, versionSchema } from "./shared-schemas.ts";

function globs(description: string, example: string): JsonObject {
  return { description, type: "array", minItems: 1, items: textSchema, examples: [[example]] };
}

/**
 * Schema of `bylaw.yaml`, as far as it is known before plug-ins are loaded.
 *
 * @param tenant schema of one tenant; providers are not known to this file
 * @param webhook schema of the audit log's webhook; sinks are not known to this file either
 */
export function configSchema(tenant: JsonObject, webhook: JsonObject = openWebhookSchema): JsonSchema {
  return {
    description: "A bylaw project: which policies apply to which tenants.",
    type: "object",
    additionalProperties: false,
    required: ["bylaw"],
    properties: {
      bylaw: versionSchema,
      policies: globs(
        "Globs of policy files. Default: policies/**/*.policy.yaml.",
        "policies/**/*.policy.yaml",
      ),
      sources: globs(
        "Globs of data source files. Default: sources/**/*.source.yaml, if any.",
        "sources/**/*.source.yaml",
      ),
      waivers: {
        description: "Path or paths of waiver files. Default: waivers.yaml, if there is one.",
        anyOf: [textSchema, { type: "array", minItems: 1, items: textSchema }],
      },
      tenants: {
        description: "Tenants by name.",
        type: "object",
        propertyNames: namesSchema,
        additionalProperties: tenant,
      },
      failOn: {
        description: "A failure of this severity or heavier makes the check fail. Default: low.",
        ...severitySchema,
      },
      variables: {
        description:
          "Values for the policies' variables; they win over defaults and lose to the environment and the command line.",
        type: "object",
        propertyNames: namesSchema,
      },
      plugins: {
        description: "Plug-ins to load, with the version that the installed one must satisfy.",
        anyOf: [
          { type: "array", items: pluginSchema },
          { type: "object", additionalProperties: pluginVersion },
        ],
      },
      entities: entitiesSchema,
      audit: {
        description: "The log of what bylaw itself did: each page read, delivery and run. Absent: none.",
        type: "object",
        additionalProperties: false,
        properties: {
          path: { description: "Folder of the log. Default: .bylaw/audit.", ...textSchema },
          webhook,
        },
      },
    },
  };
}

const pluginVersion: JsonObject = {
  description: "Exact version, or a semver range.",
  ...textSchema,
};

const pluginSchema: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["name", "version"],
  properties: {
    name: { description: "npm package name.", ...textSchema },
    version: pluginVersion,
  },
};

/** The webhook of the audit log; its settings are that sink's business. */
const openWebhookSchema: JsonObject = {
  description: "Where each record of the log is copied to: settings of the webhook sink.",
  type: "object",
};

/** A tenant of which only the provider is known; the rest is that provider's business. */
export const openTenantSchema: JsonObject = {
  description: "A tenant: the provider that reads it and that provider's configuration.",
  type: "object",
  required: ["provider"],
  properties: { provider: { description: "Name of a provider.", ...textSchema } },
};
