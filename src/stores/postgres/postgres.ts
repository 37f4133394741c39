import type { JsonSchema } from "../../model/json.ts";
import { secretSchema } from "../../model/secret.ts";
import type { Sink } from "../../model/sink.ts";

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    url: {
      description:
        "`postgres://user@host:5432/database`, or the environment variable that holds it (which may hold a password too)",
      anyOf: [{ type: "string", minLength: 1 }, secretSchema],
    },
    password: { ...secretSchema, description: "Environment variable with the password" },
    schema: {
      type: "string",
      pattern: "^[a-z_][a-z0-9_]{0,62}$",
      "x-expected": "lower-case letters, digits and underscores, 63 at most",
      default: "bylaw",
      description: "Schema of the tables; it is made where it is missing",
    },
    tls: {
      type: "string",
      enum: ["verify", "off"],
      default: "verify",
      description: "`verify`: encrypted, the server's certificate and name are checked; `off`: plain text",
    },
    caFile: {
      type: "string",
      minLength: 1,
      description: "PEM file with the certificate authority of the server, instead of the public ones",
    },
    timeout: {
      type: "string",
      format: "duration",
      default: "PT30S",
      description: "Longest time for one statement; after it the batch is delivered again",
    },
  },
  required: ["url"],
  additionalProperties: false,
};

/** Tables in a PostgreSQL database. */
export const postgres: Sink = {
  name: "postgres",
  configSchema,
  async open(config, host) {
    const { openPostgres } = await import("./open-postgres.ts");
    return openPostgres(config, host);
  },
};
