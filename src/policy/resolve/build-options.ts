import type { Check } from "../../model/check.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import { expressionDiagnostics } from "../expressions/expression-diagnostics.ts";
import { ruleKeys } from "../schemas/policy-schema.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import { isMisspelt } from "../text/misspelt-key.ts";
import { childOf, type MapNode, nodeAt } from "../text/source-node.ts";
import type { AnnotatedValue } from "../validation/annotated-value.ts";
import { resolveOptions } from "./resolve-options.ts";
import type { RuleContext } from "./rule-context.ts";
import { unknownName } from "./unknown-name.ts";

/**
 * Resolves a rule's options and everything they refer to.
 *
 * @param on the judged dataset; undefined when it is not known
 */
export function buildOptions(
  rule: MapNode,
  check: Check,
  on: string | undefined,
  context: RuleContext,
  diagnostics: Diagnostic[],
): JsonObject | undefined {
  const node = optionsNode(rule, diagnostics);
  if (node === undefined) return undefined;
  const resolved = resolveOptions(
    node,
    check.optionsSchema,
    `the options of "${check.name}"`,
    context.templates,
  );
  diagnostics.push(...resolved.diagnostics);
  for (const each of resolved.annotated) diagnostics.push(...referenceProblems(node, each, on, context));
  return resolved.value;
}

/** `with`, and the option `assert` where it stands in the rule itself. */
function optionsNode(rule: MapNode, diagnostics: Diagnostic[]): MapNode | undefined {
  const given = childOf(rule, "with");
  const assert = childOf(rule, "assert");
  if (given !== undefined && given.kind !== "map") return undefined;
  const misspelt = ["with", "assert"].some((key) => isMisspelt(rule, key, ruleKeys));
  if (given === undefined && assert === undefined && misspelt) return undefined;
  const { start, end, source } = childOf(rule, "check") ?? rule;
  const base: MapNode = given ?? { kind: "map", start, end, source, entries: new Map() };
  if (assert === undefined) return base;
  if (base.entries.has("assert")) {
    const summary = 'The option "assert" is given twice: in the rule and under "with".';
    diagnostics.push(
      diagnoseKey(assert, { code: "duplicate-option", summary, suggestions: ["Keep one of them."] }),
    );
    return base;
  }
  return { ...base, entries: new Map([...base.entries, ["assert", assert]]) };
}

function referenceProblems(
  options: MapNode,
  { pointer, value: text, format, schema, siblings }: AnnotatedValue,
  on: string | undefined,
  context: RuleContext,
): readonly Diagnostic[] {
  const node = nodeAt(options, pointer);
  if (typeof text !== "string") return [];
  if (format === "dataset") {
    if (context.datasets.has(text)) return [];
    return [diagnoseValue(node, unknownName("dataset", text, [...context.datasets.keys()]))];
  }
  if (format !== "jsonata") return [];
  const from = schema["x-dataset"];
  const dataset = typeof from === "string" ? siblings[from] : on;
  const record = typeof dataset === "string" ? context.datasets.get(dataset) : undefined;
  return expressionDiagnostics(node, text, context.environment(record));
}
