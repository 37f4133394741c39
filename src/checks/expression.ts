import type { Check, Outcome } from "../model/check.ts";
import { askBoolean } from "./answers/boolean-answer.ts";
import { passes } from "./answers/passes.ts";
import { optionsReader } from "./options/options-reader.ts";
import { quote } from "./record/quote.ts";

/** Fails each record for which a JSONata expression is false. */
export const expression: Check = {
  name: "expression",
  summary: "A JSONata expression is true for every record",
  description: [
    "The expression has to yield `true` or `false`; there is no truthiness. False fails. Nothing at all, because a field it",
    "reads is absent, is left to the rule's `onMissing`; any other value is an error.",
    "",
    "JSONata answers some questions about absent fields with `false` or `true`: `a != 'x'` is false without `a`, and",
    "`$count(a) = 0` is true. Write `$exists(a) and …` where that matters, or add a `required-fields` rule.",
    "",
    "`assert` may stand directly in the rule, without `with`.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["assert"],
    properties: {
      assert: {
        description: "Expression over the record that must yield true.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
    },
  },
  example: [
    "check: expression",
    "on: logs",
    "where: \"logLevel = 'ERROR'\"",
    "with: { assert: $exists(nodeId) }",
    "message: An error was logged without the node that caused it",
  ].join("\n"),
  evaluate(options, context) {
    const assertion = context.compile(optionsReader(options).requiredText("assert"));
    const passed = passes(`${quote(assertion.source)} is true.`);
    const failed = [failure(assertion.source)];
    return {
      record(record) {
        const answer = askBoolean(assertion, record);
        if ("outcome" in answer) return [answer.outcome];
        return answer.value ? passed : failed;
      },
    };
  },
};

function failure(source: string): Outcome {
  const evidence = [{ expected: "true", found: "false", note: source }];
  return { status: "fail", message: `${quote(source)} is false.`, evidence };
}
