import { check } from "../../../expression/check.ts";
import type { ExpressionEnvironment } from "../../../expression/environment.ts";
import type { Diagnostic } from "../../../model/diagnostic.ts";
import { nearest } from "../../../model/nearest.ts";
import { expressionDiagnostics } from "../../expressions/expression-diagnostics.ts";
import { diagnoseSpan, diagnoseValue } from "../../text/diagnose.ts";
import { childOf, type MapNode, type SourceNode, textOf } from "../../text/source-node.ts";
import type { CollectorContext } from "./collector-context.ts";

/** Resolves `map` to JSONata. A word alone is a preset: as an expression a misspelt one would find nothing. */
export function buildMapping(
  root: MapNode,
  environment: ExpressionEnvironment,
  context: CollectorContext,
  diagnostics: Diagnostic[],
): string | undefined {
  const node = childOf(root, "map");
  const text = textOf(node);
  if (node === undefined || text === undefined || node.broken) return undefined;
  const preset = context.presets.get(text);
  if (preset !== undefined) {
    diagnostics.push(...presetProblems(node, text, preset, environment));
    return preset;
  }
  if (/^[A-Za-z][\w-]*$/.test(text)) {
    const names = [...context.presets.keys()];
    const guess = nearest(text, names);
    diagnostics.push(
      diagnoseValue(node, {
        code: "unknown-mapping",
        summary: `There is no mapping "${text}".`,
        expected: `${names.join(", ")}, a file that ends with .jsonata, or an expression that gives objects`,
        ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
      }),
    );
    return undefined;
  }
  if (text.endsWith(".jsonata")) return fileMapping(text, node, environment, context, diagnostics);
  diagnostics.push(...expressionDiagnostics(node, text, environment));
  return text;
}

function fileMapping(
  path: string,
  node: SourceNode,
  environment: ExpressionEnvironment,
  context: CollectorContext,
  diagnostics: Diagnostic[],
): string | undefined {
  const source = context.readText(path, node);
  if ("code" in source) {
    diagnostics.push(source);
    return undefined;
  }
  for (const { message, position, length, severity, suggestions } of check(source.text, environment)) {
    const span = { start: position, end: position + length };
    const guesses = suggestions.map((name) => `Did you mean "${name}"?`);
    const summary = /[.!?]$/.test(message) ? message : `${message}.`;
    diagnostics.push(
      diagnoseSpan(source, span, { code: "invalid-mapping", severity, summary, suggestions: guesses }),
    );
  }
  return source.text;
}

/** A preset reads fields of audit events; a source without them has no use for it. */
function presetProblems(
  node: SourceNode,
  name: string,
  preset: string,
  environment: ExpressionEnvironment,
): readonly Diagnostic[] {
  const [problem] = check(preset, environment).filter(({ severity }) => severity === "error");
  if (problem === undefined) return [];
  const summary = `The mapping "${name}" does not fit the records of this source: ${problem.message}`;
  return [diagnoseValue(node, { code: "wrong-mapping", summary })];
}
