import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Expression } from "../model/expression.ts";
import { missing } from "./answers/answer.ts";
import { askIds } from "./answers/ids-answer.ts";
import { passes } from "./answers/passes.ts";
import { optionsReader } from "./options/options-reader.ts";
import { quote } from "./record/quote.ts";

/** Fails each record that refers to something another dataset does not have. */
export const reference: Check = {
  name: "reference",
  summary: "Every id that a record refers to exists in another dataset",
  description: [
    "`at` yields one id or a list of ids; each must be the `key` of a record of the dataset `in`. Text and numbers with the same",
    "digits are the same id. Every dangling id is a finding of its own.",
    "",
    "That an id does not exist is only concluded when both datasets are complete and every record of `in` has a key. A record",
    "without any reference is left to the rule's `onMissing`, or is not applicable when `optional` is set.",
    "",
    "The opposite question, what nothing refers to, is the check `orphans`.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["at", "in"],
    properties: {
      at: {
        description: "Expression that yields the id or ids referred to.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
      in: { description: "Dataset that must have them.", type: "string", format: "dataset" },
      key: {
        description: "Expression over a record of `in` that yields its id or ids.",
        type: "string",
        minLength: 1,
        format: "jsonata",
        "x-dataset": "in",
        default: "id",
      },
      optional: { description: "Accept records that refer to nothing.", type: "boolean", default: false },
    },
  },
  example: [
    "check: reference",
    "on: ivrs",
    "with: { at: '[openHoursFlow.id, closedHoursFlow.id]', in: flows, optional: true }",
    "severity: high",
    "message: 'IVR {{ name }} refers to a flow that does not exist'",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const at = context.compile(reader.requiredText("at"));
    const target = reader.requiredText("in");
    const key = context.compile(reader.text("key") ?? "id");
    const optional = reader.flag("optional");
    const index = indexKeys(target, key, context);
    const unapplied: Outcome = {
      status: "not-applicable",
      message: `Nothing is referred to at ${quote(at.source)}.`,
    };
    return {
      record(record) {
        const answer = askIds(at, record);
        if ("outcome" in answer) return [answer.outcome];
        if (answer.value.length > 0) return judge(answer.value, target, index);
        return [optional ? unapplied : missing(at.source).outcome];
      },
    };
  },
};

interface KeyIndex {
  readonly keys: ReadonlySet<string>;
  /** Records whose key could not be read: with them, no id is known to be absent. */
  readonly unreadable: number;
  /** What is said of a record all of whose references exist. */
  readonly passed: readonly Outcome[];
}

function indexKeys(name: string, key: Expression, context: CheckContext): KeyIndex {
  const keys = new Set<string>();
  let unreadable = 0;
  for (const record of context.input(name).records()) {
    const answer = askIds(key, record);
    if ("outcome" in answer || answer.value.length === 0) unreadable += 1;
    else for (const id of answer.value) keys.add(id);
  }
  return { keys, unreadable, passed: passes(`Everything referred to exists in ${quote(name)}.`) };
}

function judge(ids: readonly string[], target: string, index: KeyIndex): readonly Outcome[] {
  if (ids.every((id) => index.keys.has(id))) return index.passed;
  return ids.filter((id) => !index.keys.has(id)).map((id) => danglingOutcome(id, target, index));
}

function danglingOutcome(id: string, target: string, index: KeyIndex): Outcome {
  const evidence = [
    { expected: `a record of ${quote(target)}`, found: `no record with the id ${quote(id)}` },
  ];
  if (index.unreadable > 0) {
    const message = `Whether ${quote(id)} exists is not known: ${index.unreadable} of the records of ${quote(target)} have no usable key.`;
    return { status: "error", key: id, message, evidence };
  }
  const message = `Refers to ${quote(id)}, which ${quote(target)} does not have.`;
  return { status: "fail", key: id, message, evidence, assumesComplete: true };
}
