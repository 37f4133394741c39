import type { Sink } from "../../model/sink.ts";

/** Tables in a SQLite file. */
export const sqlite: Sink = {
  name: "sqlite",
  configSchema: {
    type: "object",
    properties: {
      path: { type: "string", minLength: 1, description: "The file; it is made where it is missing" },
    },
    required: ["path"],
    additionalProperties: false,
  },
  async open(config, host) {
    const { openSqlite } = await import("./open-sqlite.ts");
    return openSqlite(config, host);
  },
};
