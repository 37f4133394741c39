import { isAllowedTarget } from "../../http/allowed-targets.ts";
import { certificatesUnchecked, proxyFor } from "../../http/environment.ts";
import { allowedOrigin } from "../../http/origin.ts";
import { readAuthorities } from "../../http/read-pem.ts";
import { targetOf } from "../../http/target.ts";
import type { JsonObject } from "../../model/json.ts";
import { readSecret } from "../../model/secret.ts";
import type { SinkHost } from "../../model/sink.ts";
import { readTimeout } from "../read-timeout.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3Settings {
  /** What the keys of objects are added to; ends with a slash. */
  readonly base: string;
  readonly region: string;
  readonly prefix: string;
  readonly overwrite: boolean;
  readonly credentials: Credentials;
  /** PEM. */
  readonly ca?: string[];
  readonly proxy?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** The bucket as messages name it. */
  readonly what: string;
}

interface Problem {
  readonly problem: string;
}

/** URL of the bucket, with a slash at its end. */
function baseOf(config: JsonObject): string | Problem {
  const [bucket, region] = [String(config["bucket"]), String(config["region"])];
  const endpoint = config["endpoint"];
  const url = URL.parse(endpoint === undefined ? `https://s3.${region}.amazonaws.com` : String(endpoint));
  if (url === null || allowedOrigin(url.href) === undefined || url.search !== "" || url.hash !== "") {
    const plain = "plain http only to this machine, neither user nor query";
    return { problem: `endpoint is no URL that records may be sent to: https://s3.example.com, ${plain}` };
  }
  const path = (config["addressing"] ?? (endpoint === undefined ? "virtual-host" : "path")) === "path";
  if (!path) url.hostname = `${bucket}.${url.hostname}`;
  const folder = url.pathname.replace(/\/*$/, "/");
  return url.origin + (path ? `${folder}${bucket}/` : folder);
}

function readCredentials(config: JsonObject, host: SinkHost): Credentials | Problem {
  const found = (name: string, variable: string) =>
    readSecret(config[name] ?? { env: variable }, false, host.env);
  const accessKeyId = found("accessKeyId", "AWS_ACCESS_KEY_ID");
  if (!accessKeyId.ok) return { problem: accessKeyId.problem };
  const secretAccessKey = found("secretAccessKey", "AWS_SECRET_ACCESS_KEY");
  if (!secretAccessKey.ok) return { problem: secretAccessKey.problem };
  const sessionToken = found("sessionToken", "AWS_SESSION_TOKEN");
  // A key of its own needs none, and the environment's would not belong to it.
  const named = config["sessionToken"] !== undefined;
  if (named && !sessionToken.ok) return { problem: sessionToken.problem };
  const fitting = named || config["accessKeyId"] === undefined;
  const credentials = {
    accessKeyId: accessKeyId.value,
    secretAccessKey: secretAccessKey.value,
    ...(sessionToken.ok && fitting ? { sessionToken: sessionToken.value } : {}),
  };
  const odd = Object.entries(credentials).find(([, value]) => !/^[\x21-\x7e]+$/.test(value));
  return odd === undefined
    ? credentials
    : { problem: `${odd[0]} holds a character that none has, such as a line's end` };
}

/** Reads the settings, and whether the operator allows the bucket's target at all. */
export function readSettings(config: JsonObject, host: SinkHost): S3Settings | Problem {
  if (certificatesUnchecked(host.env)) {
    const hint = "unset it; caFile adds a certificate authority";
    return { problem: `NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: ${hint}` };
  }
  const base = baseOf(config);
  if (typeof base !== "string") return base;
  const target = targetOf(new URL(base));
  if (target === undefined) return { problem: "endpoint is no URL that records may be sent to" };
  if (!isAllowedTarget(target, host.allowedTargets))
    return { problem: `The bucket is at ${target.origin}, which is not among the allowed targets` };
  const credentials = readCredentials(config, host);
  if ("problem" in credentials) return credentials;
  const certificates = readAuthorities(config["caFile"], host.root);
  if ("problem" in certificates) return certificates;
  const timeout = readTimeout(config["timeout"], "PT1M");
  if (typeof timeout !== "number") return timeout;
  const proxy = proxyFor(new URL(base).origin, host.env);
  return {
    base,
    region: String(config["region"]),
    prefix: String(config["prefix"] ?? "bylaw/"),
    overwrite: config["overwrite"] !== false,
    credentials,
    ...certificates,
    ...(proxy === undefined ? {} : { proxy }),
    timeout,
    what: `The bucket ${String(config["bucket"])} at ${target.origin}`,
  };
}
