import type { JsonSchema } from "../model/json.ts";
import { secretSchema } from "../model/secret.ts";
import type { Sink } from "../model/sink.ts";
import type { SinkNetwork } from "./network/sink-network.ts";
import { batchSettings, connectionSettings, urlSetting } from "./settings/shared-settings.ts";

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    endpoint: urlSetting(
      "Logs ingestion endpoint of the data collection rule or of its data collection endpoint",
    ),
    rule: {
      type: "string",
      pattern: "^dcr-[A-Za-z0-9]{1,64}$",
      description: "Immutable id of the data collection rule: `dcr-…`",
    },
    stream: {
      type: "string",
      pattern: "^(?:Custom|Microsoft)-[A-Za-z0-9_-]{1,120}$",
      description: "Stream of the rule: `Custom-…`",
    },
    tenantId: {
      type: "string",
      pattern: "^[A-Za-z0-9.-]{1,100}$",
      description: "Directory (tenant) in which the application is registered",
    },
    clientId: { ...secretSchema, description: "Environment variable with the id of the application" },
    clientSecret: { ...secretSchema, description: "Environment variable with its secret" },
    loginUrl: urlSetting(
      "Where the application logs in; another one for national clouds",
      "https://login.microsoftonline.com",
    ),
    scope: {
      type: "string",
      minLength: 1,
      default: "https://monitor.azure.com//.default",
      description: "Scope of the login; another one for national clouds",
    },
    timeField: {
      type: "string",
      minLength: 1,
      default: "TimeGenerated",
      description: "Column with the time of the record, filled where the mapping leaves it out",
    },
    identify: {
      type: "boolean",
      default: true,
      description:
        "Adds the columns BylawOrganization, BylawId, BylawRow and BylawKind, by which a row that came twice is known; columns that the stream does not declare are dropped by Azure",
    },
    compress: { type: "boolean", default: true, description: "Sends gzip" },
    ...batchSettings(1000, 900_000),
    ...connectionSettings,
  },
  required: ["endpoint", "rule", "stream", "tenantId", "clientId", "clientSecret"],
  additionalProperties: false,
};

/** Sends rows to Azure Monitor by the Logs Ingestion API. */
export function azureLogs(network: SinkNetwork = {}): Sink {
  return {
    name: "azure-logs",
    configSchema,
    async open(config, host) {
      const { openAzureLogs } = await import("./azure-logs/open-azure-logs.ts");
      const { Settings } = await import("./settings/settings.ts");
      return openAzureLogs(new Settings(configSchema, config), host, network);
    },
  };
}
