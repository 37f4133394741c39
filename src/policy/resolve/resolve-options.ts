import { compilePattern } from "../../expression/pattern.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";
import { schemaDiagnostics } from "../documents/schema-diagnostics.ts";
import type { TemplateResolver } from "../expressions/resolve-templates.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import { type MapNode, nodeAt, toJson } from "../text/source-node.ts";
import { type AnnotatedValue, annotatedValues } from "../validation/annotated-value.ts";
import { schemaFault } from "../validation/compiled-schema.ts";

/** Options of a check, or parameters of a data source, as far as they are right. */
export interface ResolvedOptions {
  readonly value: JsonObject;
  /** Parts of the value that are expressions, dataset names and so on. */
  readonly annotated: readonly AnnotatedValue[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves templates, validates against the schema, and tests regular expressions and JSON Schemas.
 *
 * @param label what the options are called in messages
 */
export function resolveOptions(
  node: MapNode,
  schema: JsonSchema,
  label: string,
  templates: TemplateResolver,
): ResolvedOptions {
  const raw = annotatedValues(schema, toJson(node));
  const bare = new Set(raw.filter(({ format }) => format === "jsonata").map(({ pointer }) => pointer));
  const { value, diagnostics, failed } = templates.resolve(node, bare);
  const invalid = schemaDiagnostics(schema, node, label, value, failed);
  const annotated = annotatedValues(schema, value).filter(
    ({ pointer }) => !failed.has(pointer) && !nodeAt(node, pointer).broken,
  );
  const unusable = annotated.flatMap((each) => unusableProblem(node, each));
  return {
    value: isJsonObject(value) ? value : {},
    annotated,
    diagnostics: [...diagnostics, ...invalid, ...unusable],
  };
}

function unusableProblem(node: MapNode, { pointer, value, format }: AnnotatedValue): readonly Diagnostic[] {
  const at = nodeAt(node, pointer);
  if (format === "regex" && typeof value === "string" && !isPattern(value)) {
    const summary = "The regular expression is not valid, or cannot be matched in linear time.";
    const expected = "a regular expression without look-around and back-references";
    return [diagnoseValue(at, { code: "invalid-pattern", summary, expected })];
  }
  const fault = format === "json-schema" && isJsonObject(value) ? schemaFault(value) : undefined;
  if (fault === undefined) return [];
  return [diagnoseKey(at, { code: "invalid-schema", summary: `The schema cannot be used: ${fault}.` })];
}

function isPattern(source: string): boolean {
  try {
    compilePattern(source);
    return true;
  } catch {
    return false;
  }
}
