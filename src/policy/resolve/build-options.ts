import type { Check } from "../../model/check.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import { expressionDiagnostics } from "../expressions/expression-diagnostics.ts";
import { ruleKeys } from "../schemas/policy-schema.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import { isMisspelt } from "../text/misspelt-key.ts";
import { childOf, type MapNode, nodeAt } from "../text/source-node.ts";
import type { AnnotatedValue } from "../validation/annotated-value.ts";
import type { RuleExpression } from "./assumed-fields.ts";
import { fieldPathExpression } from "./field-path-expression.ts";
import { resolveOptions } from "./resolve-options.ts";
import type { RuleContext } from "./rule-context.ts";
import { schemaPaths } from "./schema-paths.ts";
import { unknownName } from "./unknown-name.ts";

/** A rule's options, and the expressions among them whose fields have to exist. */
export interface BuiltOptions {
  readonly value: JsonObject;
  readonly expressions: readonly RuleExpression[];
}

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
): BuiltOptions | undefined {
  const node = optionsNode(rule, diagnostics);
  if (node === undefined) return undefined;
  const resolved = resolveOptions(
    node,
    check.optionsSchema,
    `the options of "${check.name}"`,
    context.templates,
  );
  diagnostics.push(...resolved.diagnostics);
  const expressions: RuleExpression[] = [];
  for (const each of resolved.annotated.flatMap(withProperties)) {
    const expression = expressionIn(each, on);
    if (expression !== undefined) {
      diagnostics.push(...expressionProblems(node, each, expression, context));
      if (!judgesAbsence(each)) expressions.push(expression);
    } else if (each.format === "dataset") diagnostics.push(...datasetProblems(node, each, context));
  }
  return { value: resolved.value, expressions };
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

/** A JSON Schema over the judged records stands for the paths of its properties. */
function withProperties(annotated: AnnotatedValue): readonly AnnotatedValue[] {
  const { format, value, pointer } = annotated;
  if (format !== "json-schema" || typeof value === "string") return [annotated];
  return schemaPaths(value).flatMap((property) => {
    if (property.path.some((name) => name === "" || name.includes("`"))) return [];
    const path = property.path.map((name) => `\`${name}\``).join(".");
    return {
      ...annotated,
      format: "field-path",
      pointer: `${pointer}${property.pointer}`,
      value: property.required ? path : `${path}?`,
    };
  });
}

function datasetProblems(
  options: MapNode,
  { pointer, value }: AnnotatedValue,
  { datasets }: RuleContext,
): readonly Diagnostic[] {
  if (typeof value !== "string" || datasets.has(value)) return [];
  return [diagnoseValue(nodeAt(options, pointer), unknownName("dataset", value, [...datasets.keys()]))];
}

/** True when the check fails a record that lacks what the option names; a path ending in `?` may be absent. */
function judgesAbsence({ format, schema, value }: AnnotatedValue): boolean {
  return format === "field-path" ? !String(value).endsWith("?") : schema["x-judges-absence"] === true;
}

/** The expression that an option is, and what it runs over. */
function expressionIn(
  { value, format, schema, siblings }: AnnotatedValue,
  on: string | undefined,
): RuleExpression | undefined {
  if (typeof value !== "string") return undefined;
  if (format === "field-path") return { source: fieldPathExpression(value), over: on };
  if (format !== "jsonata") return undefined;
  const from = schema["x-dataset"];
  const over = typeof from === "string" ? siblings[from] : on;
  return { source: value, over: typeof over === "string" ? over : undefined };
}

function expressionProblems(
  options: MapNode,
  { pointer, format }: AnnotatedValue,
  { source, over }: RuleExpression,
  context: RuleContext,
): readonly Diagnostic[] {
  const node = nodeAt(options, pointer);
  const environment = context.environment(over === undefined ? undefined : context.datasets.get(over));
  const problems = expressionDiagnostics(node, source, environment);
  if (format !== "field-path") return problems;
  // The path is a key, with marks of its own, so that only the key as a whole is a place.
  return problems.map(({ code, summary, suggestions = [] }) =>
    diagnoseKey(node, { code, summary, suggestions }),
  );
}
