import type { LookupFunction } from "node:net";
import type { JsonSchema } from "../../model/json.ts";
import { secretSchema } from "../../model/secret.ts";
import type { Sink } from "../../model/sink.ts";

/** What tests lend instead of the real network. */
export interface S3Network {
  /** Finds the addresses of a name; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
}

const credential = (name: string): JsonSchema => ({
  ...secretSchema,
  description: `Environment variable that holds it, when that is not ${name}`,
});

const configSchema: JsonSchema = {
  type: "object",
  properties: {
    bucket: {
      type: "string",
      pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
      "x-expected": "the name of a bucket",
      description: "It is not made",
    },
    region: {
      type: "string",
      pattern: "^[a-z0-9-]{1,40}$",
      "x-expected": "the name of a region, e.g. eu-central-1",
      description: "What requests are signed for; `us-east-1` where a server knows no regions",
    },
    endpoint: {
      type: "string",
      format: "uri",
      description: "URL of the service, without the bucket; Amazon's for the region unless given",
    },
    addressing: {
      type: "string",
      enum: ["virtual-host", "path"],
      description:
        "Whether the bucket is part of the host or of the path; `path` where an endpoint is given, unless said otherwise",
    },
    prefix: {
      type: "string",
      pattern: "^(?:[A-Za-z0-9][A-Za-z0-9_.=-]{0,99}/){0,4}$",
      "x-expected": "nothing, or folders that each end with a slash: audits/",
      default: "bylaw/",
      description: "What every key begins with",
    },
    overwrite: {
      type: "boolean",
      default: true,
      description:
        "`false` writes an object only where there is none (`If-None-Match: *`), for buckets that keep versions or forbid changes",
    },
    accessKeyId: credential("AWS_ACCESS_KEY_ID"),
    secretAccessKey: credential("AWS_SECRET_ACCESS_KEY"),
    sessionToken: credential("AWS_SESSION_TOKEN"),
    caFile: {
      type: "string",
      minLength: 1,
      description: "PEM file of an additional certificate authority",
    },
    timeout: {
      type: "string",
      format: "duration",
      default: "PT1M",
      description: "Longest time for one object; after it the batch is delivered again",
    },
  },
  required: ["bucket", "region"],
  additionalProperties: false,
};

/** Objects in a bucket of Amazon S3 or of another service with its interface. */
export function s3(network: S3Network = {}): Sink {
  return {
    name: "s3",
    configSchema,
    async open(config, host) {
      const { openS3 } = await import("./open-s3.ts");
      return openS3(config, host, network);
    },
  };
}
