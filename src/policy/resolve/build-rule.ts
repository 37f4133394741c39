import type { ExpressionEnvironment } from "../../expression/environment.ts";
import type { Check } from "../../model/check.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { EmptyPolicy, MissingPolicy, Rule } from "../../model/policy.ts";
import { expressionDiagnostics, templateDiagnostics } from "../expressions/expression-diagnostics.ts";
import { ruleKeys } from "../schemas/policy-schema.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import { isMisspelt } from "../text/misspelt-key.ts";
import { childOf, type MapNode, type SourceNode, textOf } from "../text/source-node.ts";
import { assumedFields } from "./assumed-fields.ts";
import { buildOptions } from "./build-options.ts";
import { buildSeverity } from "./build-severity.ts";
import { datasetsRead } from "./datasets-read.ts";
import type { RuleContext } from "./rule-context.ts";
import { unknownName } from "./unknown-name.ts";

const statusChoices = ["error", "fail", "pass", "not-applicable"] as const;

/** Resolves one rule; undefined when it cannot be told what it judges, or by what. */
export function buildRule(
  name: string,
  node: MapNode,
  context: RuleContext,
  diagnostics: Diagnostic[],
): Rule | undefined {
  const check = checkOf(node, context, diagnostics);
  const on = subjectOf(node, context, diagnostics);
  const environment = context.environment(on === undefined ? undefined : context.datasets.get(on));
  const where = expressionAt(node, "where", environment, diagnostics);
  const message = templateAt(node, "message", environment, diagnostics);
  const remediation = templateAt(node, "remediation", environment, diagnostics);
  const severity = buildSeverity(childOf(node, "severity"), environment, diagnostics);
  const options = check === undefined ? undefined : buildOptions(node, check, on, context, diagnostics);
  if (check === undefined || on === undefined || options === undefined) return undefined;
  const texts = {
    ...(where === undefined ? {} : { where }),
    ...(message === undefined ? {} : { message }),
    ...(remediation === undefined ? {} : { remediation }),
  };
  const filter = where === undefined ? [] : [{ source: where, over: on }];
  const title = textOf(childOf(node, "title"));
  const description = textOf(childOf(node, "description"));
  return {
    id: `${context.policy}/${name}`,
    policy: context.policy,
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    check: check.name,
    on,
    reads: datasetsRead({ on, options: options.value, severity, ...texts }, [...context.datasets.keys()]),
    options: options.value,
    severity,
    controls: [...new Set([...textsAt(node, "controls"), ...(check.controls?.(options.value) ?? [])])],
    tags: textsAt(node, "tags"),
    ...texts,
    assumes: assumedFields([...filter, ...options.expressions], context.datasets),
    onMissing: choiceAt(node, "onMissing") satisfies MissingPolicy,
    onEmpty: choiceAt(node, "onEmpty") satisfies EmptyPolicy,
    location: context.project.locate(node),
  };
}

function checkOf(node: MapNode, context: RuleContext, diagnostics: Diagnostic[]): Check | undefined {
  const { checks } = context.project.registry;
  const named = childOf(node, "check");
  if (named === undefined && !isMisspelt(node, "check", ruleKeys)) {
    const summary = "The rule names no check.";
    diagnostics.push(diagnoseKey(node, { code: "missing-key", summary, suggestions: ['Add "check".'] }));
  }
  const name = textOf(named);
  if (named === undefined || name === undefined || named.broken) return undefined;
  const check = checks.get(name);
  if (check === undefined)
    diagnostics.push(diagnoseValue(named, unknownName("check", name, [...checks.keys()])));
  return check;
}

/** The dataset that the rule judges: the one it names, else the only one there is. */
function subjectOf(node: MapNode, context: RuleContext, diagnostics: Diagnostic[]): string | undefined {
  const names = [...context.datasets.keys()];
  const named = childOf(node, "on");
  if (named === undefined) {
    const [only] = names;
    if (names.length === 1) return only;
    if (names.length > 1 && !isMisspelt(node, "on", ruleKeys)) {
      const summary = "The rule does not say which dataset it judges.";
      diagnostics.push(diagnoseKey(node, { code: "missing-key", summary, suggestions: ['Add "on".'] }));
    }
    return undefined;
  }
  const name = textOf(named);
  if (name === undefined || named.broken) return undefined;
  if (context.datasets.has(name)) return name;
  diagnostics.push(diagnoseValue(named, unknownName("dataset", name, names)));
  return undefined;
}

function expressionAt(
  node: MapNode,
  key: string,
  environment: ExpressionEnvironment,
  diagnostics: Diagnostic[],
): string | undefined {
  const child = childOf(node, key);
  const source = textOf(child);
  if (child === undefined || source === undefined || source === "") return undefined;
  diagnostics.push(...expressionDiagnostics(child, source, environment));
  return source;
}

function templateAt(
  node: MapNode,
  key: string,
  environment: ExpressionEnvironment,
  diagnostics: Diagnostic[],
): string | undefined {
  const child = childOf(node, key);
  const text = textOf(child);
  if (child !== undefined && text !== undefined)
    diagnostics.push(...templateDiagnostics(child, text, environment));
  return text;
}

function textsAt(node: MapNode, key: string): readonly string[] {
  const list: SourceNode | undefined = childOf(node, key);
  return list?.kind === "list" ? list.items.map(textOf).filter((text) => text !== undefined) : [];
}

function choiceAt(node: MapNode, key: string): (typeof statusChoices)[number] {
  const text = textOf(childOf(node, key));
  return statusChoices.find((choice) => choice === text) ?? "error";
}
