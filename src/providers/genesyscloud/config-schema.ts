import type { JsonSchema } from "../../model/json.ts";
import { secretSchema } from "../../model/secret.ts";
import { regions } from "./regions.ts";

/** API surfaces that a tenant can be read over. */
export const surfaces = ["platform", "guide"] as const;
export type SurfaceName = (typeof surfaces)[number];

const url = { type: "string", format: "uri", description: "https, or plain http to this machine" };

/** A tenant of this provider, without `provider`. */
export const configSchema: JsonSchema = {
  type: "object",
  properties: {
    region: { enum: Object.keys(regions), description: "AWS region of the organisation" },
    baseUrl: { ...url, description: "API of a gateway, proxy or mock, instead of a region" },
    loginUrl: { ...url, description: "Where tokens come from, with baseUrl" },
    api: {
      enum: [...surfaces],
      default: "platform",
      description: "platform: the published API; guide: the endpoints that the how-to guides describe",
    },
    credentials: {
      type: "object",
      description: "OAuth client of grant type client credentials",
      properties: { clientId: secretSchema, clientSecret: secretSchema },
      required: ["clientId", "clientSecret"],
      additionalProperties: false,
    },
    divisions: {
      enum: ["all", "granted"],
      default: "all",
      description:
        "granted: the tenant is what the client's divisions hold; else lists that are cut to some divisions are incomplete",
    },
    downloadOrigins: {
      type: "array",
      items: { type: "string", format: "uri" },
      description: "Further origins that result files may be fetched from; the token is never sent there",
    },
    caFile: { type: "string", minLength: 1, description: "PEM file of an additional certificate authority" },
    simulated: {
      type: "object",
      description: "An embedded organisation instead of a real one",
      properties: {
        seed: { type: "integer", minimum: 0, default: 7 },
        size: { enum: ["small", "medium", "large"], default: "small" },
        faults: { type: "string", minLength: 1, description: "File with faults to inject" },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
  oneOf: [
    { required: ["simulated"], not: { anyOf: [{ required: ["region"] }, { required: ["baseUrl"] }] } },
    {
      required: ["region", "credentials"],
      not: { anyOf: [{ required: ["simulated"] }, { required: ["baseUrl"] }] },
    },
    {
      required: ["baseUrl", "loginUrl", "credentials"],
      not: { anyOf: [{ required: ["simulated"] }, { required: ["region"] }] },
    },
  ],
};
