import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";
import type { Registry } from "../../model/registry.ts";
import type { Sink } from "../../model/sink.ts";
import { UsageError } from "../../model/usage-error.ts";
import { schemaProblems } from "../../policy/validation/schema-problems.ts";

export interface Target {
  readonly sink: Sink;
  readonly config: JsonObject;
}

/** Kinds of targets by their scheme: the sink, and the setting that what follows the colon is. */
const schemes: Readonly<Record<string, readonly [sink: string, setting: "path" | "url" | "bucket"]>> = {
  ndjson: ["ndjson", "path"],
  sqlite: ["sqlite", "path"],
  postgres: ["postgres", "url"],
  postgresql: ["postgres", "url"],
  s3: ["s3", "bucket"],
  elasticsearch: ["elasticsearch", "url"],
};

const expected =
  "ndjson:DIR, sqlite:FILE, postgres:URL, s3:BUCKET?region=REGION or elasticsearch:URL?index=INDEX";

/**
 * Reads `--to`: a scheme and a place. A URL of a database server is taken as a whole.
 *
 * @throws UsageError when it is none, or the registry lacks the sink
 */
export function parseTarget(text: string, { sinks }: Registry): Target {
  const at = text.indexOf(":");
  const scheme = text.slice(0, Math.max(0, at));
  const rest = text.slice(at + 1);
  const known = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  const sink = known === undefined ? undefined : sinks.get(known[0]);
  if (known === undefined || sink === undefined || rest === "") {
    const guess = nearest(scheme, Object.keys(schemes));
    throw new UsageError([
      {
        code: "invalid-target",
        severity: "error",
        summary: "--to names no place that records can be kept in.",
        expected,
        found: scheme === "" ? "no scheme" : `${scheme}:`,
        ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}:'?`] }),
      },
    ]);
  }
  const [, setting] = known;
  const config =
    setting === "path" ? { path: rest } : addressed(ownUrl.test(text) ? text : rest, setting, sink);
  const problems = schemaProblems(sink.configSchema, config, "--to");
  if (problems.length > 0)
    throw new UsageError(problems.map(({ code, summary }) => ({ code, severity: "error", summary })));
  return { sink, config };
}

/** The scheme is part of the URL itself. */
const ownUrl = /^postgres(?:ql)?:\/\//;

/**
 * An address; parameters in it that are settings of the sink are taken for these: `?schema=trail&tls=off`. Secrets
 * are named: `apiKey=env:NAME`. What follows the slash after a bucket is the beginning of its keys.
 */
function addressed(text: string, setting: "url" | "bucket", { configSchema }: Sink): JsonObject {
  const [address = "", query = ""] = text.split("?", 2);
  const { properties } = configSchema;
  const known = isJsonObject(properties) ? properties : {};
  const settings: Record<string, Json> = {};
  const rest = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(query)) {
    if (name !== setting && Object.hasOwn(known, name)) settings[name] = settingOf(value, known[name]);
    else rest.append(name, value);
  }
  const others = rest.size === 0 ? "" : `?${rest.toString()}`;
  if (setting === "url") return { ...settings, url: address + others };
  const [bucket = "", ...folders] = address.replace(/^\/\//, "").split("/");
  const prefix = folders.filter((folder) => folder !== "").map((folder) => `${folder}/`);
  return {
    ...settings,
    bucket: bucket + others,
    ...(prefix.length === 0 ? {} : { prefix: prefix.join("") }),
  };
}

function settingOf(value: string, schema: Json | undefined): Json {
  const [, variable] = /^env:(.+)$/.exec(value) ?? [];
  if (variable !== undefined) return { env: variable };
  return isJsonObject(schema) && schema["type"] === "boolean" && /^(?:true|false)$/.test(value)
    ? value === "true"
    : value;
}
