import type { Check, Outcome } from "../model/check.ts";
import type { Expression } from "../model/expression.ts";
import type { JsonObject } from "../model/json.ts";
import type { Resource } from "../model/resource.ts";
import { type Answer, ask, missing, unusable } from "./answers/answer.ts";
import { controlMapOptionsSchema } from "./control-map/options-schema.ts";
import { type Mapping, readMap } from "./control-map/read-map.ts";
import { optionsReader } from "./options/options-reader.ts";
import { quote } from "./record/quote.ts";

/** Fails records that report a broken rule, against the controls that this rule stands for. */
export const controlMap: Check = {
  name: "control-map",
  summary: "What other systems report as broken is held against the controls it stands for",
  description: [
    "For records that carry a rule id of their own, such as violations that another system noticed. Each record whose rule is in",
    "`map` fails, and its finding names the controls of that rule: the run's roll-up per framework counts these, and no others, as",
    "failed. With a `tolerance` for its severity so many violations of the rule pass, with one more all of them fail.",
    "",
    "A record whose rule is not in `map` is never dropped: it is an error unless `unmapped` says otherwise, it is listed, and the",
    "run counts it. While there are such errors, the controls of the map that did not fail are unknown.",
    "",
    "That a violation is within its tolerance is only concluded from complete data. The controls of `map` count as controls of the",
    "rule itself.",
    "",
    "Memory: the violations that have a numbered tolerance.",
  ].join("\n"),
  optionsSchema: controlMapOptionsSchema,
  example: [
    "check: control-map",
    "on: violations",
    "with:",
    "  by: ruleId",
    "  map:",
    "    3f1c7c1e-52c1-4e8e-9d0c-1b8e0b1f7a11: { controls: [gdpr:art-5, hipaa:164.312], tolerance: { LOW: 3 } }",
    "    9a2d1b64-0c7e-4f43-8a3c-5d2f6e7a8b90: { controls: [pci-dss:6], tolerance: { LOW: all } }",
    "severity: high",
  ].join("\n"),
  controls: (options) => [...readMap(options).values()].flatMap(({ controls }) => controls),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const map = readMap(options);
    const by = context.compile(reader.requiredText("by"));
    const severity = context.compile(reader.text("severity") ?? "severity");
    const stray = reader.text("unmapped");
    const held = new Map<string, { readonly limit: number; readonly violations: Violation[] }>();
    return {
      *record(record) {
        const id = askText(by, record);
        if ("outcome" in id) yield id.outcome;
        else {
          const mapping = map.get(id.value);
          if (mapping === undefined) yield unmapped(id.value, stray);
          else {
            const limit = toleranceOf(mapping, severity, record);
            if ("outcome" in limit) yield limit.outcome;
            else if (limit.value.limit === 0) yield violation(id.value, mapping);
            else if (limit.value.limit === "all") yield tolerated(id.value, limit.value.severity);
            else {
              const key = JSON.stringify([id.value, limit.value.severity]);
              const group = held.get(key) ?? { limit: limit.value.limit, violations: [] };
              const { severity: weight } = limit.value;
              group.violations.push({
                id: id.value,
                weight,
                mapping,
                record,
                resource: context.resourceOf(record),
              });
              held.set(key, group);
            }
          }
        }
      },
      *finish() {
        for (const { limit, violations } of held.values()) {
          for (const { id, weight, mapping, record, resource } of violations) {
            const outcome =
              violations.length > limit
                ? violation(id, mapping)
                : { ...tolerated(id, weight), assumesComplete: true };
            yield { ...outcome, record, resource };
          }
        }
      },
    };
  },
};

/** One of which it shows at the end only whether it is tolerated. */
interface Violation {
  readonly id: string;
  readonly weight: string;
  readonly mapping: Mapping;
  readonly record: JsonObject;
  readonly resource: Resource;
}

function askText(expression: Expression, record: JsonObject): Answer<string> {
  const answer = ask(expression, record);
  if ("outcome" in answer) return answer;
  const { value } = answer;
  if (value === undefined || value === null || value === "") return missing(expression.source);
  if (typeof value !== "string" && typeof value !== "number")
    return unusable(expression.source, "a text", value);
  return { value: String(value) };
}

/** How many violations like this one are let pass; the severity is only asked for where it matters. */
function toleranceOf(
  { tolerance }: Mapping,
  severity: Expression,
  record: JsonObject,
): Answer<{ readonly limit: number | "all"; readonly severity: string }> {
  if (tolerance.size === 0) return { value: { limit: 0, severity: "" } };
  const answer = askText(severity, record);
  if ("outcome" in answer) return answer;
  return { value: { limit: tolerance.get(answer.value) ?? 0, severity: answer.value } };
}

function violation(id: string, { controls }: Mapping): Outcome {
  const message = `The record reports a violation of rule ${quote(id)}, which stands for ${controls.join(", ")}.`;
  return { status: "fail", message, controls };
}

function tolerated(id: string, severity: string): Outcome {
  const message = `A violation of rule ${quote(id)} of severity ${quote(severity)} is tolerated.`;
  return { status: "pass", message, listed: true };
}

function unmapped(id: string, choice: string | undefined): Outcome {
  const status = choice === "fail" || choice === "not-applicable" ? choice : "error";
  const message = `Rule ${quote(id)} is mapped to no control.`;
  // A failure that is nobody's control must not fail those of the map.
  return {
    status,
    message,
    evidence: [{ name: "unmapped", found: id }],
    ...(status === "fail" ? { controls: [] } : {}),
  };
}
