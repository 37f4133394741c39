import type { JsonSchema } from "../model/json.ts";
import { secretSchema } from "../model/secret.ts";
import type { Sink } from "../model/sink.ts";
import type { SinkNetwork } from "./network/sink-network.ts";
import { batchSettings, connectionSettings, urlSetting } from "./settings/shared-settings.ts";

const word = (description: string): JsonSchema => ({ type: "string", minLength: 1, description });

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    url: urlSetting("Where the HTTP Event Collector is, such as `https://splunk.example:8088`"),
    token: { ...secretSchema, description: "Environment variable with the token of the collector" },
    index: word("Index that events go to; that of the token when absent"),
    source: { ...word("Source of the events"), default: "bylaw" },
    sourcetype: { ...word("Source type of the events"), default: "bylaw:audit" },
    host: word("Host of the events; that of the connection when absent"),
    fields: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Further indexed fields, the same for every event",
    },
    identify: {
      type: "boolean",
      default: true,
      description:
        "Adds the indexed fields bylaw_organization, bylaw_id, bylaw_row and bylaw_kind, by which an event that came twice is known",
    },
    acknowledge: {
      type: "boolean",
      default: true,
      description:
        "Waits until the indexers have written a batch; the token needs indexer acknowledgement. Without it a batch counts as delivered when it is received, and a crash of the receiver loses it",
    },
    acknowledgeWithin: {
      type: "string",
      format: "duration",
      default: "PT2M",
      description: "Longest wait for the acknowledgement; after it the batch is delivered again",
    },
    ...batchSettings(500, 512 * 1024),
    ...connectionSettings,
  },
  required: ["url", "token"],
  additionalProperties: false,
};

/** Sends events to Splunk's HTTP Event Collector and waits until they are indexed. */
export function splunkHec(network: SinkNetwork = {}): Sink {
  return {
    name: "splunk-hec",
    configSchema,
    async open(config, host) {
      const { openSplunkHec } = await import("./splunk-hec/open-splunk-hec.ts");
      const { Settings } = await import("./settings/settings.ts");
      return openSplunkHec(new Settings(configSchema, config), host, network);
    },
  };
}
