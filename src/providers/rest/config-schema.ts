import type { JsonSchema } from "../../model/json.ts";
import { secretSchema } from "../../model/secret.ts";

const text = { type: "string", minLength: 1 };

function object(description: string, properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: "object", description, properties, required, additionalProperties: false };
}

const basic = object("User and password", { user: secretSchema, password: secretSchema }, [
  "user",
  "password",
]);

const header = object(
  "A header of its own, such as X-Api-Key",
  { name: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]*$" }, value: secretSchema },
  ["name", "value"],
);

const oauth = object(
  "OAuth client credentials",
  {
    tokenUrl: {
      type: "string",
      format: "uri",
      description: "Token endpoint; the credentials go there and nowhere else",
    },
    clientId: secretSchema,
    clientSecret: secretSchema,
    scope: text,
    audience: text,
  },
  ["tokenUrl", "clientId", "clientSecret"],
);

const one = (name: string, value: JsonSchema, description: string): JsonSchema =>
  object(description, { [name]: value }, [name]);

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
      description: "How requests prove who asks; none when absent",
      oneOf: [
        one("bearer", secretSchema, "A bearer token"),
        one("basic", basic, "User and password"),
        one("header", header, "A header of its own"),
        one("oauth", oauth, "OAuth client credentials"),
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
