import type { JsonSchema } from "../../model/json.ts";

/** A URL whose target the operator has to allow. */
export function urlSetting(description: string, fallback?: string): JsonSchema {
  return {
    type: "string",
    format: "uri",
    description,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/** Settings of everything that is reached over a connection. */
export const connectionSettings: JsonSchema = {
  timeout: {
    type: "string",
    format: "duration",
    default: "PT30S",
    description: "Longest time for one request with its answer; after it the batch is delivered again",
  },
  caFile: {
    type: "string",
    minLength: 1,
    description: "PEM file of an additional certificate authority",
  },
};

/** How much goes out at once. */
export function batchSettings(count: number, bytes: number, maximum = 64 * 1024 * 1024): JsonSchema {
  return {
    batchCount: {
      type: "integer",
      minimum: 1,
      maximum: 10_000,
      default: count,
      description: "Most records in one batch",
    },
    batchBytes: {
      type: "integer",
      minimum: 1024,
      maximum,
      default: bytes,
      description: "Most bytes of JSON in one batch",
    },
  };
}

/** What is delivered of a record. */
export const itemSetting: JsonSchema = {
  type: "string",
  enum: ["envelope", "row"],
  default: "envelope",
  description:
    "`envelope`: organization, id, row, time, kind and the mapped row as `data`, so that what comes twice is known by (organization, id, row); `row`: only what the mapping made",
};
