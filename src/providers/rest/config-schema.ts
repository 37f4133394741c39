import type { JsonSchema } from "../../model/json.ts";
import { secretSchema } from "../secret.ts";

const text = { type: "string", minLength: 1 };

function auth(type: string, properties: JsonSchema, required: readonly string[]): JsonSchema {
  return {
    type: "object",
    properties: { type: { const: type }, ...properties },
    required: ["type", ...required],
    additionalProperties: false,
  };
}

/** A tenant of this provider, without `provider`. */
export const configSchema: JsonSchema = {
  type: "object",
  properties: {
    baseUrl: {
      type: "string",
      format: "uri",
      description: "Where the API is; https, or plain http to this machine. Paths of requests follow it.",
    },
    auth: {
      description: "How requests prove who asks; default none",
      oneOf: [
        auth("none", {}, []),
        auth("bearer", { token: secretSchema }, ["token"]),
        auth("basic", { user: secretSchema, password: secretSchema }, ["user", "password"]),
        auth("header", { name: { type: "string", pattern: "^[A-Za-z0-9-]+$" }, value: secretSchema }, [
          "name",
          "value",
        ]),
        auth(
          "oauth",
          {
            tokenUrl: {
              type: "string",
              format: "uri",
              description: "Token endpoint of the client credentials grant",
            },
            clientId: secretSchema,
            clientSecret: secretSchema,
            scope: text,
            audience: text,
          },
          ["tokenUrl", "clientId", "clientSecret"],
        ),
      ],
    },
    downloadOrigins: {
      type: "array",
      items: { type: "string", format: "uri" },
      description: "Further origins that links may lead to; no credentials are sent there",
    },
    caFile: { ...text, description: "PEM file of an additional certificate authority" },
  },
  required: ["baseUrl"],
  additionalProperties: false,
};
