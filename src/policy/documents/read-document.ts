import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonSchema } from "../../model/json.ts";
import { diagnoseValue } from "../text/diagnose.ts";
import type { ParsedText } from "../text/parse-text.ts";
import type { MapNode } from "../text/source-node.ts";
import { schemaDiagnostics } from "./schema-diagnostics.ts";

/** A document whose outer shape is right, as far as it is; diagnostics say what is not. */
export interface ReadDocument {
  /** Absent when the text is not YAML or no map. */
  readonly root?: MapNode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a parsed text against the schema of its kind of document.
 *
 * @param label what the document is called in messages: `the policy`, `the project` …
 */
export function readDocument(parsed: ParsedText, schema: JsonSchema, label: string): ReadDocument {
  const { root, diagnostics } = parsed;
  if (root === undefined) return { diagnostics };
  if (root.kind !== "map") {
    if (root.broken) return { diagnostics };
    const summary = `${label.charAt(0).toUpperCase()}${label.slice(1)} is not a map.`;
    return {
      diagnostics: [...diagnostics, diagnoseValue(root, { code: "wrong-type", summary, expected: "a map" })],
    };
  }
  return { root, diagnostics: [...diagnostics, ...schemaDiagnostics(schema, root, label)] };
}
