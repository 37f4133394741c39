import { isAllowedTarget } from "../../http/allowed-targets.ts";
import { readAuthorities } from "../../http/read-pem.ts";
import { type Target, targetOf } from "../../http/target.ts";
import type { JsonObject } from "../../model/json.ts";
import { readSecret, type Secret } from "../../model/secret.ts";
import type { SinkHost } from "../../model/sink.ts";
import { readTimeout } from "../read-timeout.ts";

export interface PostgresSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly schema: string;
  readonly tls: boolean;
  /** PEM. */
  readonly ca?: string[];
  /** Milliseconds. */
  readonly timeout: number;
  /** The database as messages name it. */
  readonly what: string;
}

interface Problem {
  readonly problem: string;
}

type Address = Pick<PostgresSettings, "host" | "port" | "user" | "database" | "password"> & {
  readonly target: Target;
};

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Takes a URL apart. Nothing of it is told but host and port: the rest may be a password in a wrong place. */
function addressOf(text: string): Address | Problem {
  const url = URL.parse(text);
  const target = url === null ? undefined : targetOf(url);
  if (url === null || target?.protocol !== "postgres:")
    return { problem: "url is not one of a PostgreSQL database: postgres://user@host:5432/database" };
  const parts = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  const [user = "", password = "", database = ""] = parts;
  if (parts.includes(undefined) || user === "" || database === "" || url.hash !== "")
    return {
      problem: `The url of ${target.origin} names no user or no database: postgres://user@host:5432/database`,
    };
  for (const [name, value] of url.searchParams) {
    const known = name === "sslmode" && ["require", "verify-ca", "verify-full"].includes(value);
    if (!known)
      return {
        problem: `The url of ${target.origin} has parameters that have settings here: tls, caFile, schema`,
      };
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port === "" ? 5432 : url.port);
  return { target, host, port, user, database, password: password === "" ? undefined : password };
}

/** The password from its setting, the URL of an environment variable, or PGPASSWORD. */
function passwordOf(config: JsonObject, inUrl: string | undefined, host: SinkHost): Secret | undefined {
  if (config["password"] !== undefined) return readSecret(config["password"], false, host.env);
  const value = inUrl ?? host.env("PGPASSWORD");
  return value === undefined || value === "" ? undefined : { ok: true, value };
}

/** Reads the settings, and whether the operator allows the database at all. */
export function readSettings(config: JsonObject, host: SinkHost): PostgresSettings | Problem {
  const inFile = typeof config["url"] === "string";
  const url = readSecret(config["url"], true, host.env);
  if (!url.ok) return { problem: url.problem };
  const address = addressOf(url.value);
  if ("problem" in address) return address;
  const { target, ...parts } = address;
  if (inFile && parts.password !== undefined)
    return {
      problem: `The url of ${target.origin} holds a password: name its environment variable, password: { env: NAME }`,
    };
  if (!isAllowedTarget(target, host.allowedTargets))
    return { problem: `url leads to ${target.origin}, which is not among the allowed targets` };
  const password = passwordOf(config, parts.password, host);
  if (password?.ok === false) return { problem: password.problem };
  const certificates = readAuthorities(config["caFile"], host.root);
  if ("problem" in certificates) return certificates;
  const timeout = readTimeout(config["timeout"], "PT30S");
  if (typeof timeout !== "number") return timeout;
  return {
    ...parts,
    password: password?.value,
    schema: String(config["schema"] ?? "bylaw"),
    tls: config["tls"] !== "off",
    ...certificates,
    timeout,
    what: `The database at ${target.origin}`,
  };
}
