import type { JsonSchema } from "../../model/json.ts";

/** Schema of the options of `control-map`. */
export const controlMapOptionsSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["by", "map"],
  properties: {
    by: {
      description: "Expression that yields the id of the rule that a record says was broken.",
      type: "string",
      minLength: 1,
      format: "jsonata",
    },
    map: {
      description: "Rule id → `controls` it stands for, and the `tolerance` for its violations by severity.",
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["controls"],
        properties: {
          controls: {
            description: "Controls that a violation breaks, as framework:id.",
            type: "array",
            minItems: 1,
            items: {
              type: "string",
              pattern: "^[^\\s:]+:\\S+$",
              "x-expected": "framework:id, e.g. pci-dss-4.0:3.4.1",
            },
          },
          tolerance: {
            description: "Severity → number of violations that are let pass; `all` for any number.",
            type: "object",
            additionalProperties: {
              type: ["integer", "string"],
              minimum: 0,
              pattern: "^all$",
              "x-expected": "a whole number, not negative, or all",
            },
          },
        },
      },
    },
    severity: {
      description: "Expression that yields the severity of a record, for `tolerance`.",
      type: "string",
      minLength: 1,
      format: "jsonata",
      default: "severity",
    },
    unmapped: {
      description:
        "What becomes of a record whose rule is not in `map`. It is listed and counted as unmapped whichever it is.",
      enum: ["error", "fail", "not-applicable"],
      default: "error",
    },
  },
};
