import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Json, JsonSchema } from "../../model/json.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import { nodeAt, type SourceNode, toJson } from "../text/source-node.ts";
import { positionAt } from "../text/source-text.ts";
import type { SchemaProblem } from "../validation/schema-problem.ts";
import { schemaProblems } from "../validation/schema-problems.ts";

/**
 * What is wrong with a node according to a schema, each problem at its place. Nodes already reported are
 * left alone.
 *
 * @param label what the node is called in messages
 * @param value what to validate where that is not the node's own value: the same with templates resolved
 * @param reported pointers to values that were reported already
 */
export function schemaDiagnostics(
  schema: JsonSchema,
  node: SourceNode,
  label: string,
  value: Json = toJson(node),
  reported: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  return schemaProblems(schema, value, label).flatMap((problem) => {
    const at = nodeAt(node, problem.pointer);
    return at.broken || reported.has(problem.pointer) ? [] : [placed(problem, at)];
  });
}

function placed(problem: SchemaProblem, node: SourceNode): Diagnostic {
  const { pointer: _pointer, at, key: _key, ...rest } = problem;
  return at === "key" || startsBelowKey(node) ? diagnoseKey(node, rest) : diagnoseValue(node, rest);
}

/** A block that begins on the line after its key is better shown by the key. */
function startsBelowKey(node: SourceNode): boolean {
  if (node.key === undefined) return false;
  return positionAt(node.source, node.key.start).line !== positionAt(node.source, node.start).line;
}
