import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Reporter } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { batched } from "./batched.ts";
import { canonicalJson } from "./canonical-json.ts";
import { jsonText } from "./json-text.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";
import { runSchema } from "./run-schema.ts";

/** The run itself, indented by two spaces, keys in the order of its schema. */
export const jsonReporter: Reporter = {
  ...reporterDescriptions.json,
  render: (run) => batched(pieces(run)),
};

/** Same text as `JSON.stringify(run, null, 2)`, one element at a time. */
function* pieces(run: Run): Generator<string> {
  const properties = isJsonObject(runSchema["properties"]) ? runSchema["properties"] : {};
  const values = new Map(Object.entries(run));
  let separator = "{\n";
  for (const [key, schema] of Object.entries(properties)) {
    const value: unknown = values.get(key);
    if (value === undefined || !isJsonObject(schema)) continue;
    yield `${separator}  ${jsonText(key)}: `;
    if (Array.isArray(value) && value.length > 0) yield* elements(value, schema);
    else yield indented(jsonText(canonicalJson(value, schema, runSchema), 2), "  ");
    separator = ",\n";
  }
  yield "\n}\n";
}

function* elements(values: readonly unknown[], schema: JsonObject): Generator<string> {
  const items = isJsonObject(schema["items"]) ? schema["items"] : {};
  let separator = "[\n    ";
  for (const value of values) {
    yield separator + indented(jsonText(canonicalJson(value, items, runSchema), 2), "    ");
    separator = ",\n    ";
  }
  yield "\n  ]";
}

/** Strings in JSON text have no raw newline, so every newline is layout. */
function indented(text: string, indent: string): string {
  return text.replaceAll("\n", `\n${indent}`);
}
