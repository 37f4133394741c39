import type { Sink } from "../../model/sink.ts";

/** A folder of NDJSON files by kind and day. */
export const ndjson: Sink = {
  name: "ndjson",
  configSchema: {
    type: "object",
    properties: {
      path: { type: "string", minLength: 1, description: "The folder; it is made where it is missing" },
    },
    required: ["path"],
    additionalProperties: false,
  },
  async open(config, host) {
    const { openNdjson } = await import("./open-ndjson.ts");
    return openNdjson(config, host);
  },
};
