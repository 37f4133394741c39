import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Reporter } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { batched } from "./batched.ts";
import { canonicalText } from "./canonical-text.ts";
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
    yield `${separator}  "${key}": `;
    if (Array.isArray(value) && value.length > 0) yield* elements(value, schema);
    else yield canonicalText(value, schema, runSchema, "\n  ");
    separator = ",\n";
  }
  yield "\n}\n";
}

function* elements(values: readonly unknown[], schema: JsonObject): Generator<string> {
  const items = isJsonObject(schema["items"]) ? schema["items"] : {};
  let separator = "[";
  for (const value of values) {
    yield `${separator}\n    ${canonicalText(value, items, runSchema, "\n    ")}`;
    separator = ",";
  }
  yield "\n  ]";
}
