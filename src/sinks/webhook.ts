import type { JsonSchema } from "../model/json.ts";
import { secretSchema } from "../model/secret.ts";
import type { Sink } from "../model/sink.ts";
import type { SinkNetwork } from "./network/sink-network.ts";
import { batchSettings, connectionSettings, itemSetting, urlSetting } from "./settings/shared-settings.ts";

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    url: {
      anyOf: [urlSetting("Where batches are posted to"), secretSchema],
      description:
        "Where batches are posted to; or the environment variable with it, where the URL itself is a secret",
    },
    secret: {
      ...secretSchema,
      description: "Environment variable with the key of the signature: `whsec_…`, or any text",
    },
    headers: {
      type: "object",
      propertyNames: { pattern: "^(?!(?:[Ww]ebhook|[Cc]ontent)-)[A-Za-z][A-Za-z0-9-]*$" },
      additionalProperties: secretSchema,
      description: "Further headers, such as `Authorization`, by the environment variable with their value",
    },
    body: {
      type: "string",
      enum: ["array", "object"],
      default: "array",
      description: "`array`: one request for a batch; `object`: one request for each row",
    },
    item: itemSetting,
    accepted: {
      type: "array",
      items: { type: "integer", minimum: 200, maximum: 499 },
      minItems: 1,
      default: [200, 201, 202, 204],
      description:
        "Statuses with which the receiver takes a batch over; leave 202 out where it may still be lost after it",
    },
    ...batchSettings(500, 1024 * 1024),
    ...connectionSettings,
  },
  required: ["url", "secret"],
  additionalProperties: false,
};

/** Posts JSON to a URL, signed as the Standard Webhooks specification says. */
export function webhook(network: SinkNetwork = {}): Sink {
  return {
    name: "webhook",
    configSchema,
    async open(config, host) {
      const { openWebhook } = await import("./webhook/open-webhook.ts");
      const { Settings } = await import("./settings/settings.ts");
      return openWebhook(new Settings(configSchema, config), host, network);
    },
  };
}
