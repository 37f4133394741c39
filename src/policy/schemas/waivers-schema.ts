import type { JsonSchema } from "../../model/json.ts";
import { textSchema, versionSchema } from "./shared-schemas.ts";

/** What a waiver's `rule` looks like. */
export const waiverRulePattern = "^[a-z0-9*_-]+/[a-z0-9*_-]+$";

/** Schema of `waivers.yaml`. */
export const waiversSchema: JsonSchema = {
  description: "Accepted deviations: who accepted which findings, why, and until when.",
  type: "object",
  additionalProperties: false,
  required: ["bylaw", "waivers"],
  properties: {
    bylaw: versionSchema,
    waivers: {
      description:
        "The waivers. A waived finding no longer counts towards the exit code, but is always shown.",
      type: "array",
      items: {
        description: "One accepted deviation.",
        type: "object",
        additionalProperties: false,
        required: ["rule", "resource", "owner", "reason", "expires"],
        properties: {
          rule: {
            description: "Rule it covers, as policy/rule. * stands for any characters except /.",
            type: "string",
            pattern: waiverRulePattern,
            "x-expected": "policy/rule, e.g. flow-hygiene/no-orphans",
          },
          resource: {
            description:
              "Resources it covers: every property given has to match. * stands for any characters except /.",
            type: "object",
            additionalProperties: false,
            minProperties: 1,
            properties: {
              type: { description: "Kind of resource, e.g. flow.", ...textSchema },
              id: { description: "Id of the resource.", ...textSchema },
              name: { description: "Name of the resource.", ...textSchema },
            },
          },
          tenant: { description: "Tenant it is limited to.", ...textSchema },
          owner: { description: "Who answers for it: a person or a team.", ...textSchema },
          reason: { description: "Why the deviation is acceptable.", ...textSchema },
          expires: {
            description:
              "When it ends: a date (from the start of that day, UTC) or a timestamp. From then on the finding fails again.",
            type: "string",
            format: "date-or-timestamp",
          },
        },
      },
    },
  },
};
