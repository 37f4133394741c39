import type { JsonObject, JsonSchema } from "../../model/json.ts";
import { nameSchema, namesSchema, severitySchema, textSchema, versionSchema } from "./shared-schemas.ts";

/** Types that a variable may have. */
export const variableTypes = [
  "string",
  "number",
  "integer",
  "boolean",
  "duration",
  "timestamp",
  "list",
  "map",
] as const;
export type VariableType = (typeof variableTypes)[number];

const statusChoice = ["error", "fail", "pass", "not-applicable"];

const expressionSchema: JsonObject = { type: "string", minLength: 1, format: "jsonata" };

const variableProperties: JsonObject = {
  type: { description: "Type of the value.", type: "string", enum: [...variableTypes] },
  default: { description: "Value when none is given. Without a default the variable is required." },
  description: { description: "What it is for.", ...textSchema },
  enum: { description: "The values allowed.", type: "array", minItems: 1 },
  minimum: { description: "Smallest number allowed.", type: "number" },
  maximum: { description: "Largest number allowed.", type: "number" },
};

const variable: JsonObject = {
  description: "A value that projects and the command line can set. Expressions read it as $var.name.",
  type: "object",
  additionalProperties: false,
  properties: variableProperties,
};

const severity: JsonObject = {
  description:
    "How much a failure weighs. In a list, the first item whose when is true decides; a bare severity always applies. Default: medium.",
  anyOf: [
    severitySchema,
    {
      type: "array",
      minItems: 1,
      items: {
        anyOf: [
          severitySchema,
          {
            type: "object",
            additionalProperties: false,
            required: ["then"],
            properties: {
              when: { description: "JSONata condition over the record.", ...expressionSchema },
              then: { description: "Severity when the condition is true.", ...severitySchema },
            },
          },
        ],
      },
    },
  ],
};

/** Keys of a rule other than `with` and `check`. */
const ruleProperties: JsonObject = {
  title: { description: "What the rule demands, in a few words.", ...textSchema },
  description: { description: "Why the rule exists.", ...textSchema },
  check: { description: "Name of the check that evaluates the rule.", ...textSchema },
  on: {
    description: "Dataset whose records are judged. May be left out when the policy has only one.",
    ...textSchema,
  },
  where: {
    description: "JSONata condition: only records for which it is true are judged.",
    ...expressionSchema,
  },
  assert: {
    description: "JSONata condition that must be true; short for with: { assert: … }.",
    ...expressionSchema,
  },
  with: { description: "Options of the check.", type: "object" },
  severity,
  controls: {
    description: "Outside requirements that the rule supports, as framework:id.",
    type: "array",
    items: {
      type: "string",
      pattern: "^[^\\s:]+:\\S+$",
      "x-expected": "framework:id, e.g. pci-dss-4.0:3.4.1",
    },
  },
  tags: { description: "Words to select and group rules by.", type: "array", items: nameSchema },
  message: {
    description: "One sentence per finding. {{ … }} holds a JSONata expression over the record.",
    ...textSchema,
  },
  remediation: {
    description: "What to do about a finding. {{ … }} holds a JSONata expression over the record.",
    ...textSchema,
  },
  onMissing: {
    description: "What becomes of a record in which a field that the rule reads is missing. Default: error.",
    type: "string",
    enum: statusChoice,
  },
  onEmpty: {
    description:
      "What becomes of the rule when its dataset, or one that its expressions look things up in, is complete and empty. Default: error.",
    type: "string",
    enum: statusChoice,
  },
  enabled: { description: "False drops a rule that an extended policy has.", type: "boolean" },
};

const rule: JsonObject = {
  description: "A rule: a check over the records of a dataset.",
  type: "object",
  additionalProperties: false,
  properties: ruleProperties,
};

const bindingProperties: JsonObject = {
  source: { description: "Name of a data source.", ...textSchema },
  with: { description: "Parameters of the data source.", type: "object" },
  tenant: { description: "Tenant to read from. Default: the tenant being checked.", ...textSchema },
};

const binding: JsonObject = {
  description: "A dataset: a data source, read with parameters.",
  type: "object",
  additionalProperties: false,
  properties: bindingProperties,
};

/** Keys that a variable, a rule and a dataset may have. */
export const variableKeys: readonly string[] = Object.keys(variableProperties);
export const ruleKeys: readonly string[] = Object.keys(ruleProperties);
export const bindingKeys: readonly string[] = Object.keys(bindingProperties);

/** The parts of the policy schema that depend on what is registered; the loader's own leaves them open. */
export interface PolicySchemaParts {
  readonly rule: JsonObject;
  readonly binding: JsonObject;
}

/** Rule and dataset as far as they can be said without knowing any check or data source. */
export const openPolicyParts: PolicySchemaParts = { rule, binding };

/** Schema of `*.policy.yaml`. */
export function policySchema(parts: PolicySchemaParts): JsonSchema {
  return {
    description: "A policy: rules over the data of a tenant.",
    type: "object",
    additionalProperties: false,
    required: ["bylaw", "policy"],
    properties: {
      bylaw: versionSchema,
      policy: { description: "Id of the policy, unique in the project.", ...nameSchema },
      title: { description: "What the policy demands, in a few words.", ...textSchema },
      description: { description: "Why the policy exists.", ...textSchema },
      owner: { description: "Who answers for it: a person or a team.", ...textSchema },
      extends: {
        description:
          "Policy or policies to start from: ./other.policy.yaml, or bylaw/pack/name for one that comes with bylaw. Maps are merged key by key; what stands here wins.",
        anyOf: [textSchema, { type: "array", minItems: 1, items: textSchema }],
      },
      variables: {
        description: "Values that can be set from outside.",
        type: "object",
        propertyNames: namesSchema,
        additionalProperties: variable,
      },
      data: {
        description: "The datasets that the rules read, by name.",
        type: "object",
        propertyNames: namesSchema,
        additionalProperties: parts.binding,
      },
      rules: {
        description: "The rules, by name.",
        type: "object",
        propertyNames: namesSchema,
        additionalProperties: parts.rule,
      },
    },
  };
}
