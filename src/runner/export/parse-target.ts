import type { JsonObject } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";
import type { Registry } from "../../model/registry.ts";
import type { Sink } from "../../model/sink.ts";
import { UsageError } from "../../model/usage-error.ts";

export interface Target {
  readonly sink: Sink;
  readonly config: JsonObject;
}

/** Kinds of targets by their scheme: the sink, and the setting that what follows the colon is. */
const schemes: Readonly<Record<string, readonly [sink: string, setting: "path" | "url"]>> = {
  ndjson: ["ndjson", "path"],
  sqlite: ["sqlite", "path"],
  postgres: ["postgres", "url"],
  postgresql: ["postgres", "url"],
  s3: ["s3", "url"],
  elasticsearch: ["elasticsearch", "url"],
};

const expected = "ndjson:DIR, sqlite:FILE, postgres:URL, s3:URL or elasticsearch:URL";

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
  const whole = /^postgres(?:ql)?:\/\//.test(text) || /^s3:\/\//.test(text);
  return { sink, config: { [setting]: setting === "url" && whole ? text : rest } };
}
