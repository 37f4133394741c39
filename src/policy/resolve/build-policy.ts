import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonSchema } from "../../model/json.ts";
import type { Policy, Rule } from "../../model/policy.ts";
import { policyFunctionNames } from "../expressions/policy-function-names.ts";
import { TemplateResolver } from "../expressions/resolve-templates.ts";
import { diagnoseKey } from "../text/diagnose.ts";
import { childOf, entriesOf, type MapNode, type SourceNode, textOf } from "../text/source-node.ts";
import { type ResolvedVariables, resolveVariables } from "../variables/resolve-variables.ts";
import { type BuiltData, buildData } from "./build-data.ts";
import { buildRule } from "./build-rule.ts";
import type { PolicyContext } from "./policy-context.ts";
import type { RuleContext } from "./rule-context.ts";

/** A policy, as far as it is right. */
export interface BuiltPolicy {
  /** Present even where some diagnostics are errors; then it must not be run. */
  readonly policy?: Policy;
  /** False when a rule or dataset had to be left out: then something was reported, here or for the document. */
  readonly complete: boolean;
  /** Names of its variables. */
  readonly variables: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What `$tenant` is in expressions. */
const tenantSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  properties: { name: { type: "string" } },
};

/** Resolves a policy document whose shape was checked and whose bases were merged in. */
export function buildPolicy(root: MapNode, context: PolicyContext): BuiltPolicy {
  const id = textOf(childOf(root, "policy"));
  const variables = resolveVariables(childOf(root, "variables"), context.given);
  const templates = new TemplateResolver(variables, [...context.registry.functions.values()]);
  const data = buildData(childOf(root, "data"), templates, context);
  const diagnostics = [...variables.diagnostics, ...data.diagnostics];
  const rules = buildRules(root, ruleContext(id ?? "", context, templates, data, variables), diagnostics);
  const complete = rules.length === enabledRules(root).length && data.bindings.length === data.schemas.size;
  const result = { complete, variables: variables.declared, diagnostics };
  if (id === undefined) return result;
  const title = textOf(childOf(root, "title"));
  const description = textOf(childOf(root, "description"));
  const owner = textOf(childOf(root, "owner"));
  return {
    ...result,
    policy: {
      id,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(owner === undefined ? {} : { owner }),
      file: root.source.file,
      location: context.locate(childOf(root, "policy") ?? root),
      data: data.bindings,
      rules,
      variables: variables.values,
    },
  };
}

function ruleContext(
  policy: string,
  project: PolicyContext,
  templates: TemplateResolver,
  data: BuiltData,
  variables: ResolvedVariables,
): RuleContext {
  const shared = {
    datasets: Object.fromEntries(data.schemas),
    variables: variables.declared,
    values: variables.values,
    bindings: { tenant: tenantSchema },
    functions: policyFunctionNames(project.registry),
  };
  return {
    policy,
    project,
    templates,
    datasets: data.schemas,
    environment: (record) => (record === undefined ? shared : { ...shared, record }),
  };
}

function buildRules(root: MapNode, context: RuleContext, diagnostics: Diagnostic[]): readonly Rule[] {
  const node = childOf(root, "rules");
  const enabled = enabledRules(root);
  const rules = enabled.flatMap(([name, entry]) => {
    const rule = entry.kind === "map" ? buildRule(name, entry, context, diagnostics) : undefined;
    return rule === undefined ? [] : [rule];
  });
  if (enabled.length === 0 && (node === undefined || (node.kind === "map" && !node.broken))) {
    diagnostics.push(
      diagnoseKey(node ?? childOf(root, "policy") ?? root, {
        code: "no-rules",
        summary: "The policy has no rules.",
        suggestions: [
          "Add a rule. A policy that is only extended belongs in a file that the globs of bylaw.yaml do not match.",
        ],
      }),
    );
  }
  const data = childOf(root, "data");
  if (enabled.length > 0 && context.datasets.size === 0 && (data === undefined || data.kind === "map")) {
    const summary = "The policy has no datasets for its rules.";
    diagnostics.push(
      diagnoseKey(data ?? node ?? root, { code: "missing-key", summary, suggestions: ['Add "data".'] }),
    );
  }
  return rules;
}

function enabledRules(root: MapNode): readonly (readonly [string, SourceNode])[] {
  return entriesOf(childOf(root, "rules")).filter(([, entry]) => !isDropped(entry));
}

function isDropped(node: SourceNode): boolean {
  const enabled = childOf(node, "enabled");
  return enabled?.kind === "scalar" && enabled.value === false;
}
