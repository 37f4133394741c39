import type { JsonSchema } from "../model/json.ts";
import type { Sink } from "../model/sink.ts";
import { batchSettings, itemSetting } from "./settings/shared-settings.ts";

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    path: {
      type: "string",
      minLength: 1,
      description:
        "File within the project folder, created with its folders where they are missing. Links are not followed",
    },
    item: itemSetting,
    rotateBytes: {
      type: "integer",
      minimum: 1024,
      default: 100 * 1024 * 1024,
      description:
        "Size that a file does not outgrow: before, it becomes `name.000001.ndjson` and so on, and a new one is begun. Nothing is ever deleted",
    },
    ...batchSettings(1000, 8 * 1024 * 1024),
  },
  required: ["path"],
  additionalProperties: false,
};

/** Appends lines of JSON to a file, on the disk before they are acknowledged. */
export const file: Sink = {
  name: "file",
  configSchema,
  async open(config, host) {
    const { openFile } = await import("./file/open-file.ts");
    const { Settings } = await import("./settings/settings.ts");
    return openFile(new Settings(configSchema, config), host);
  },
};
