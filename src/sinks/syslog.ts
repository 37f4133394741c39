import type { JsonSchema } from "../model/json.ts";
import type { Sink } from "../model/sink.ts";
import type { SinkNetwork } from "./network/sink-network.ts";
import { batchSettings, connectionSettings, urlSetting } from "./settings/shared-settings.ts";
import { choiceSetting } from "./syslog/choose.ts";
import { facilities, severities } from "./syslog/codes.ts";

const path = (description: string): JsonSchema => ({ type: "string", minLength: 1, description });
const word: JsonSchema = { type: "string", pattern: "^[!-~]{1,48}$" };

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    url: urlSetting(
      "`tls://host:port`, usually port 6514, or `tcp://host:port`, which everybody on the way can read",
    ),
    certFile: path("PEM file of the client's certificate, where the receiver asks for one"),
    keyFile: path("PEM file of the key of that certificate"),
    facility: choiceSetting("Facility", { type: "string", enum: [...facilities] }, "local0"),
    severity: choiceSetting("Severity", { type: "string", enum: [...severities] }, "info"),
    appName: choiceSetting("APP-NAME", word, "bylaw"),
    hostname: { ...word, pattern: "^[!-~]{1,255}$", description: "HOSTNAME; none when absent" },
    enterprise: {
      type: "integer",
      minimum: 1,
      maximum: 4_294_967_295,
      default: 32_473,
      description:
        "Private enterprise number in the name of the structured data; the default is the one for documentation, so set your organisation's",
    },
    structuredData: {
      type: "array",
      items: { type: "string", pattern: "^(?!(?:organization|id|row|kind)$)[!#-<>-\\\\^-~]{1,32}$" },
      uniqueItems: true,
      description:
        "Fields of the row that become parameters of the structured data, beside organization, id, row and kind",
    },
    message: {
      type: "string",
      minLength: 1,
      description:
        "Field of the row with the text of the message; the row as JSON where it is absent or no text",
    },
    maxMessageBytes: {
      type: "integer",
      minimum: 480,
      maximum: 16 * 1024 * 1024,
      default: 8192,
      description:
        "Longest message that the receiver takes whole (rsyslog: maxMessageSize); a longer one is rejected, for it would be cut",
    },
    confirm: {
      type: "string",
      enum: ["closed", "written"],
      default: "closed",
      description:
        "`closed`: the receiver has read to the end of the batch and closed the connection in turn; `written`: the batch is handed to the network, for receivers that never close",
    },
    ...batchSettings(500, 1024 * 1024),
    ...connectionSettings,
  },
  required: ["url"],
  dependentRequired: { certFile: ["keyFile"], keyFile: ["certFile"] },
  additionalProperties: false,
};

/** Sends messages of RFC 5424 over TLS or TCP, framed by their length. */
export function syslog(network: SinkNetwork = {}): Sink {
  return {
    name: "syslog",
    configSchema,
    async open(config, host) {
      const { openSyslog } = await import("./syslog/open-syslog.ts");
      const { Settings } = await import("./settings/settings.ts");
      return openSyslog(new Settings(configSchema, config), host, network);
    },
  };
}
