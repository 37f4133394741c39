import type { JsonSchema } from "../model/json.ts";
import { secretSchema } from "../model/secret.ts";
import type { Sink } from "../model/sink.ts";
import type { SinkNetwork } from "./network/sink-network.ts";
import { batchSettings, connectionSettings, urlSetting } from "./settings/shared-settings.ts";

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    url: urlSetting("Where Elasticsearch or OpenSearch is, such as `https://search.example:9200`"),
    index: {
      type: "string",
      pattern: "^[a-z0-9][a-z0-9._+-]{0,254}$",
      description:
        "Index, alias or data stream. A data stream knows documents again only until it begins its next index",
    },
    apiKey: { ...secretSchema, description: "Environment variable with the API key, encoded" },
    user: { ...secretSchema, description: "Environment variable with the user" },
    password: { ...secretSchema, description: "Environment variable with the password of the user" },
    pipeline: {
      type: "string",
      pattern: "^[A-Za-z0-9._-]{1,255}$",
      description: "Ingest pipeline; one that drops documents drops what counts as delivered",
    },
    timeField: {
      type: "string",
      minLength: 1,
      default: "@timestamp",
      description: "Field with the time of the record, filled where the mapping leaves it out",
    },
    ...batchSettings(1000, 5 * 1024 * 1024),
    ...connectionSettings,
  },
  required: ["url", "index"],
  dependentRequired: { user: ["password"], password: ["user"] },
  not: { required: ["apiKey", "user"] },
  additionalProperties: false,
};

/** Creates documents in Elasticsearch by its bulk API. */
export function elasticsearch(network: SinkNetwork = {}): Sink {
  return {
    name: "elasticsearch",
    configSchema,
    async open(config, host) {
      const { openElasticsearch } = await import("./elasticsearch/open-elasticsearch.ts");
      const { Settings } = await import("./settings/settings.ts");
      return openElasticsearch(new Settings(configSchema, config), host, network);
    },
  };
}
