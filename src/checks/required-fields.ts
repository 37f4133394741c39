import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Expression } from "../model/expression.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { ask } from "./answers/answer.ts";
import { passes } from "./answers/passes.ts";
import { optionsReader } from "./options/options-reader.ts";
import { describeValue } from "./record/describe-value.ts";
import { isEmpty } from "./record/is-empty.ts";
import { directValue, followPath, type PathValue, plainPath } from "./record/plain-path.ts";
import { maskPointer, pointerOf } from "./record/pointer.ts";
import { quote } from "./record/quote.ts";

const evidenceLimit = 20;
const passed = passes("Every required field has a value.");

/** Fails each record that lacks a value it must have. */
export const requiredFields: Check = {
  name: "required-fields",
  summary: "Every record has a value in each of the named fields",
  description: [
    "Each entry of `fields` is a dotted path (`division.id`) or any JSONata expression. A path that crosses a list is followed",
    "into every element, so one element without the field fails; an expression has to yield something.",
    "",
    "An absent field is what this check looks for: it **fails**, whatever the rule's `onMissing` says. Null, blank text,",
    "empty lists and empty objects count as absent unless `allowEmpty` is set; null always does.",
    "",
    "It says nothing about the form of a value: use `schema` for that.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["fields"],
    properties: {
      fields: {
        description: "Dotted paths or expressions that must yield a value.",
        type: "array",
        minItems: 1,
        items: { type: "string", minLength: 1, format: "jsonata", "x-judges-absence": true },
      },
      allowEmpty: {
        description: "Accept blank text, empty lists and empty objects. Null is never accepted.",
        type: "boolean",
        default: false,
      },
    },
  },
  example: [
    "check: required-fields",
    "on: logs",
    "with: { fields: [timestamp, flowRunId, nodeId, logLevel, message] }",
    "severity: medium",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const allowEmpty = reader.flag("allowEmpty");
    const fields = reader.texts("fields").map((source) => requiredField(source, context));
    return {
      record(record) {
        const lacking: Outcome[] = [];
        for (const field of fields) {
          const outcome = judge(field, record, allowEmpty);
          if (outcome !== undefined) lacking.push(outcome);
        }
        return lacking.length === 0 ? passed : lacking;
      },
    };
  },
};

interface RequiredField {
  readonly source: string;
  /** Absent when `path` is used instead. */
  readonly expression?: Expression;
  readonly path?: readonly string[];
}

function requiredField(source: string, context: CheckContext): RequiredField {
  const path = plainPath(source);
  return path === undefined ? { source, expression: context.compile(source) } : { source, path };
}

function judge(field: RequiredField, record: JsonObject, allowEmpty: boolean): Outcome | undefined {
  const lacks = (value: Json | undefined): boolean =>
    value === undefined || value === null || (!allowEmpty && isEmpty(value));
  if (field.path !== undefined) {
    if (!lacks(directValue(record, field.path))) return undefined;
    const lacking = followPath(record, field.path).filter(({ value }) => lacks(value));
    return lacking.length === 0
      ? undefined
      : { ...failure(field.source), evidence: lacking.slice(0, evidenceLimit).map(toEvidence) };
  }
  if (field.expression === undefined) return undefined;
  const answer = ask(field.expression, record);
  if ("outcome" in answer) return { ...answer.outcome, key: field.source };
  if (!lacks(answer.value)) return undefined;
  return {
    ...failure(field.source),
    evidence: [{ expected: "a value", found: describeValue(answer.value) }],
  };
}

function failure(source: string): Outcome {
  return { status: "fail", key: source, message: `Required field ${quote(source)} has no value.` };
}

function toEvidence({ names, value }: PathValue) {
  return { pointer: maskPointer(pointerOf(names)), expected: "a value", found: describeValue(value) };
}
