import type { JsonSchema } from "../../model/json.ts";

const secret: JsonSchema = {
  type: "object",
  description: "Names the environment variable that holds the value.",
  properties: {
    env: {
      type: "string",
      pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
      "x-expected": "a name of an environment variable",
    },
  },
  required: ["env"],
  additionalProperties: false,
};

const one = (name: string, value: JsonSchema, description: string): JsonSchema => ({
  type: "object",
  description,
  properties: { [name]: value },
  required: [name],
  additionalProperties: false,
});

/** A tenant of this provider, without `provider`. */
export const configSchema: JsonSchema = {
  type: "object",
  properties: {
    baseUrl: {
      type: "string",
      format: "uri",
      description: "Origin of the API: https, or plain http to this machine.",
    },
    auth: {
      description: "How requests prove who asks; none when absent.",
      oneOf: [
        one("bearer", secret, "A bearer token."),
        one(
          "basic",
          {
            type: "object",
            properties: { user: secret, password: secret },
            required: ["user", "password"],
            additionalProperties: false,
          },
          "User and password.",
        ),
        one(
          "header",
          {
            type: "object",
            properties: { name: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]*$" }, value: secret },
            required: ["name", "value"],
            additionalProperties: false,
          },
          "A header of its own, such as X-Api-Key.",
        ),
        one(
          "oauth",
          {
            type: "object",
            properties: {
              tokenUrl: {
                type: "string",
                format: "uri",
                description: "Token endpoint; the credentials go there and nowhere else.",
              },
              clientId: secret,
              clientSecret: secret,
              scope: { type: "string", minLength: 1 },
            },
            required: ["tokenUrl", "clientId", "clientSecret"],
            additionalProperties: false,
          },
          "OAuth client credentials.",
        ),
      ],
    },
    caFile: { type: "string", minLength: 1, description: "PEM file of an additional certificate authority." },
  },
  required: ["baseUrl"],
  additionalProperties: false,
};
