import type { DataSource } from "../../model/data-source.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject, JsonSchema } from "../../model/json.ts";
import type { DataBinding } from "../../model/policy.ts";
import { expressionDiagnostics } from "../expressions/expression-diagnostics.ts";
import { policyFunctionNames } from "../expressions/policy-function-names.ts";
import type { TemplateResolver } from "../expressions/resolve-templates.ts";
import { bindingKeys } from "../schemas/policy-schema.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import { isMisspelt } from "../text/misspelt-key.ts";
import { childOf, entriesOf, type MapNode, nodeAt, type SourceNode, textOf } from "../text/source-node.ts";
import type { PolicyContext } from "./policy-context.ts";
import { resolveOptions } from "./resolve-options.ts";
import { unknownName } from "./unknown-name.ts";

/** The datasets of a policy. */
export interface BuiltData {
  readonly bindings: readonly DataBinding[];
  /** Every name under `data`, also of datasets with mistakes, with the schema of their records if known. */
  readonly schemas: ReadonlyMap<string, JsonSchema | undefined>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves `data:`. */
export function buildData(
  node: SourceNode | undefined,
  templates: TemplateResolver,
  context: PolicyContext,
): BuiltData {
  const bindings: DataBinding[] = [];
  const schemas = new Map<string, JsonSchema | undefined>();
  const diagnostics: Diagnostic[] = [];
  const providers = new Map<string, string>();
  for (const [name, entry] of entriesOf(node)) {
    schemas.set(name, undefined);
    if (entry.kind !== "map") continue;
    const source = sourceOf(entry, context, diagnostics);
    if (source === undefined) continue;
    const parameters = parametersOf(entry, source, templates, context);
    schemas.set(name, recordSchema(source, parameters.value, context));
    diagnostics.push(...parameters.diagnostics, ...tenantProblems(entry, source, context));
    diagnostics.push(...sharedProvider(name, entry, source, providers, context));
    const tenant = textOf(childOf(entry, "tenant"));
    bindings.push({
      name,
      source: source.name,
      parameters: parameters.value,
      ...(tenant === undefined ? {} : { tenant }),
      location: context.locate(entry),
      places: Object.fromEntries(
        entriesOf(childOf(entry, "with")).map(([key, value]) => [key, context.locate(value)]),
      ),
    });
  }
  return { bindings, schemas, diagnostics };
}

function parametersOf(
  entry: MapNode,
  source: DataSource,
  templates: TemplateResolver,
  context: PolicyContext,
): { readonly value: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const given = childOf(entry, "with");
  if (given === undefined && isMisspelt(entry, "with", bindingKeys)) return { value: {}, diagnostics: [] };
  const { start, end } = childOf(entry, "source") ?? entry;
  const node: MapNode =
    given?.kind === "map" ? given : { kind: "map", source: entry.source, start, end, entries: new Map() };
  const { value, annotated, diagnostics } = resolveOptions(
    node,
    source.parameters,
    `the parameters of "${source.name}"`,
    templates,
  );
  // What such an expression runs over is the provider's business.
  const environment = { functions: policyFunctionNames(context.registry) };
  const expressions = annotated.flatMap(({ format, pointer, value: text }) =>
    format === "jsonata" && typeof text === "string"
      ? expressionDiagnostics(nodeAt(node, pointer), text, environment)
      : [],
  );
  return { value, diagnostics: [...diagnostics, ...expressions] };
}

/** Some providers learn from the parameters what a record is. */
function recordSchema(
  source: DataSource,
  parameters: JsonObject,
  context: PolicyContext,
): JsonSchema | undefined {
  const provider = context.registry.providers.get(source.provider);
  return (provider?.sourceFor?.(source, parameters) ?? source).schema;
}

function sourceOf(entry: MapNode, context: PolicyContext, diagnostics: Diagnostic[]): DataSource | undefined {
  const node = childOf(entry, "source");
  if (node === undefined && !isMisspelt(entry, "source", bindingKeys)) {
    const summary = "The dataset names no data source.";
    diagnostics.push(diagnoseKey(entry, { code: "missing-key", summary, suggestions: ['Add "source".'] }));
  }
  const name = textOf(node);
  if (node === undefined || name === undefined || node.broken) return undefined;
  const source = context.sources.get(name);
  if (source === undefined && !context.sources.isUnusable(name))
    diagnostics.push(diagnoseValue(node, unknownName("data source", name, context.sources.names)));
  return source;
}

function tenantProblems(entry: MapNode, source: DataSource, context: PolicyContext): readonly Diagnostic[] {
  const node = childOf(entry, "tenant");
  const name = textOf(node);
  if (node === undefined || name === undefined || node.broken) return [];
  const provider = context.tenants.get(name);
  if (provider === undefined)
    return [diagnoseValue(node, unknownName("tenant", name, [...context.tenants.keys()]))];
  if (provider === source.provider) return [];
  return [
    diagnoseValue(node, {
      code: "wrong-provider",
      summary: `The tenant "${name}" cannot serve "${source.name}".`,
      expected: `a tenant of the provider ${source.provider}`,
      found: `one of the provider ${provider}`,
    }),
  ];
}

/** One run of a policy is about one tenant, so what it does not pin must come from one kind of tenant. */
function sharedProvider(
  name: string,
  entry: MapNode,
  source: DataSource,
  providers: Map<string, string>,
  context: PolicyContext,
): readonly Diagnostic[] {
  const pinned = childOf(entry, "tenant") !== undefined;
  if (pinned || context.registry.providers.get(source.provider)?.needsTenant === false) return [];
  const [first] = providers;
  providers.set(source.provider, providers.get(source.provider) ?? name);
  if (first === undefined || first[0] === source.provider) return [];
  return [
    diagnoseValue(childOf(entry, "source") ?? entry, {
      code: "mixed-providers",
      summary: `The datasets "${first[1]}" and "${name}" come from different providers, and neither is pinned to a tenant.`,
      expected: `a data source of the provider ${first[0]}`,
      found: `one of the provider ${source.provider}`,
      suggestions: ['Pin one of them with "tenant".'],
    }),
  ];
}
