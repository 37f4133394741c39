import type { Check, CheckContext, Outcome } from "../model/check.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { withoutIndexes } from "./record/pointer.ts";
import { fieldTypeNames } from "./schema/field-type.ts";
import { type SchemaProblem, shortFormProblems } from "./schema/short-form.ts";

const evidenceLimit = 20;

/** Fails each record that does not have the agreed form. */
export const schema: Check = {
  name: "schema",
  summary: "Every record has the agreed form",
  description: [
    "The form is a JSON Schema (draft 2020-12) in `schema`, or the short form in `fields`: dotted paths with a type, or with the",
    `list of allowed values. Types are ${fieldTypeNames.map((name) => `\`${name}\``).join(", ")}. A path ending in \`?\` may be`,
    "absent or null; otherwise an absent field **fails**, whatever the rule's `onMissing` says, since that is what the check",
    "looks for. A path that crosses a list is followed into every element.",
    "",
    "Each place that is wrong is a finding of its own, with its JSON Pointer and never with the value; list elements that are",
    "wrong in the same way share one. `timestamp` is strict RFC 3339 with a zone.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    oneOf: [{ required: ["schema"] }, { required: ["fields"] }],
    properties: {
      schema: {
        description: "JSON Schema (draft 2020-12) of a record.",
        type: "object",
        format: "json-schema",
        minProperties: 1,
      },
      fields: {
        description: "Dotted path → type, or list of allowed values.",
        type: "object",
        minProperties: 1,
        propertyNames: { minLength: 1, format: "field-path" },
        additionalProperties: {
          anyOf: [
            { enum: [...fieldTypeNames] },
            { type: "array", minItems: 1, items: { type: ["string", "number", "boolean", "null"] } },
          ],
        },
      },
    },
  },
  example: [
    "check: schema",
    "on: logs",
    "with:",
    "  fields:",
    "    timestamp: timestamp",
    "    flowRunId: uuid",
    "    logLevel: [DEBUG, INFO, WARN, ERROR]",
    "    message: string",
    "    durationMs?: integer",
    "severity: medium",
  ].join("\n"),
  evaluate(options, context) {
    const problemsOf = judgeFor(options, context);
    return {
      *record(record) {
        const byPlace = Map.groupBy(problemsOf(record), ({ pointer }) => withoutIndexes(pointer));
        if (byPlace.size === 0) yield { status: "pass", message: "The record has the agreed form." };
        for (const [place, problems] of byPlace) yield failure(place, problems);
      },
    };
  },
};

function judgeFor(
  options: JsonObject,
  context: CheckContext,
): (record: JsonObject) => readonly SchemaProblem[] {
  const fields = options["fields"];
  if (isJsonObject(fields)) return shortFormProblems(fields);
  const document = options["schema"];
  if (!isJsonObject(document)) throw new TypeError("Option 'schema' is not an object.");
  const validate = context.validator(document);
  return (record) => validate(record).map(({ pointer, message }) => ({ pointer, expected: message }));
}

function failure(place: string, problems: readonly SchemaProblem[]): Outcome {
  const evidence = problems.slice(0, evidenceLimit);
  const rest = problems.length - evidence.length;
  const where = place === "" ? "The record" : `The value at '${place}'`;
  const more = rest > 0 ? [{ note: `and ${rest} more` }] : [];
  return {
    status: "fail",
    key: place,
    message: `${where} does not have the agreed form.`,
    evidence: [...evidence, ...more],
  };
}
