import type { ExpressionEnvironment } from "../../../expression/environment.ts";
import type { Collector } from "../../../model/collector.ts";
import type { Diagnostic } from "../../../model/diagnostic.ts";
import { readCollector } from "../../documents/read-collector.ts";
import { expressionDiagnostics } from "../../expressions/expression-diagnostics.ts";
import { policyFunctionNames } from "../../expressions/policy-function-names.ts";
import type { ParsedText } from "../../text/parse-text.ts";
import { childOf, type MapNode, type SourceNode, textOf } from "../../text/source-node.ts";
import { buildMapping } from "./build-mapping.ts";
import { buildRoutes, buildSinks } from "./build-sinks.ts";
import { buildSource } from "./build-source.ts";
import { buildState } from "./build-state.ts";
import type { CollectorContext } from "./collector-context.ts";
import { fieldProblems } from "./field-problems.ts";

/** A collector that is valid, and everything that is wrong with its document. */
export function buildCollector(
  parsed: ParsedText,
  context: CollectorContext,
): { readonly collector?: Collector; readonly diagnostics: readonly Diagnostic[] } {
  const { root, read, diagnostics: found } = readCollector(parsed);
  const diagnostics = [...found];
  if (root === undefined) return { diagnostics };
  const source = buildSource(root, context, diagnostics);
  const schema = source?.source.schema;
  const environment: ExpressionEnvironment = {
    functions: policyFunctionNames(context.registry),
    ...(schema === undefined ? {} : { record: schema }),
  };
  const map = buildMapping(root, environment, context, diagnostics);
  for (const node of conditionsOf(root)) {
    const text = textOf(node);
    if (text !== undefined) diagnostics.push(...expressionDiagnostics(node, text, environment));
  }
  diagnostics.push(...fieldProblems(root, schema, map));
  const sinks = buildSinks(root, context.registry, diagnostics);
  const routes = buildRoutes(root, diagnostics);
  const state = buildState(root, context.registry, diagnostics);
  if (read === undefined || source === undefined || diagnostics.some(({ severity }) => severity === "error"))
    return { diagnostics };
  const where = textOf(childOf(root, "where"));
  return {
    diagnostics,
    collector: {
      ...read,
      ...source,
      sinks,
      routes,
      state: state ?? { file: `.bylaw/collectors/${read.name}.db` },
      ...(where === undefined ? {} : { where }),
      ...(map === undefined ? {} : { map }),
    },
  };
}

function conditionsOf(root: MapNode): readonly SourceNode[] {
  const routes = childOf(root, "routes");
  const all = [childOf(root, "where"), ...itemsOf(routes).map((route) => childOf(route, "when"))];
  return all.filter((node) => node !== undefined);
}

function itemsOf(node: SourceNode | undefined): readonly SourceNode[] {
  return node?.kind === "list" ? node.items : [];
}
